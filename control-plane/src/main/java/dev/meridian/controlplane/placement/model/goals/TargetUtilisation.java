package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.placement.model.Home;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.Pool;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Snapshot;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// No pool is filled above its target while others are below theirs: half the square of what its
/// utilisation η is above η\*, times its size, and of that what one more adds.
///
/// The square on both sides, λ (η − η\*)², summed over pools by their size, is least where all are
/// equally full, whatever η\* is. Below the target nothing is asked, so that price and packing have
/// their way, and what is left free above it is there for what comes suddenly. Pools are looked at
/// as the plan begins.
///
/// What services are foretold to need more lowers the pool's η\* for all but services: headroom is
/// kept for them, not from them. Who runs in the pool already leaves as much as it takes.
///
/// @param usual η\* of all pools, 0 … 1; 1: of no matter
/// @param pools that have a target
/// @param homes pools of nodes in these
public record TargetUtilisation(double usual, Map<Pool, PoolUse> pools, Map<NodeId, Pool> homes)
        implements NodeCost {

    /// Pools are counted only where there is a target.
    static TargetUtilisation of(Snapshot snapshot) {
        Map<Pool, PoolUse> pools = PoolUse.of(snapshot);
        Map<NodeId, Pool> homes = new HashMap<>();
        if (!pools.isEmpty()) {
            for (Node node : snapshot.nodes()) {
                Pool pool = Pool.of(node);
                if (pools.containsKey(pool)) {
                    homes.put(node.id(), pool);
                }
            }
        }
        return new TargetUtilisation(snapshot.targets().usual(), pools, homes);
    }

    @Override
    public String name() {
        return "target-utilisation";
    }

    @Override
    public String sentence() {
        return "no pool is filled above its target while others are below theirs";
    }

    @Override
    public String unit() {
        return "accelerators times the part of the pool above the target";
    }

    @Override
    public double weight() {
        return 100;
    }

    @Override
    public double cost(Requirement requirement, Node node) {
        Pool name = homes.get(node.id());
        if (name == null) {
            return 0;
        }
        PoolUse pool = use(name);
        double target = target(requirement, pool);
        double more = pool.of(requirement.amounts(), requirement.accelerators());
        Home home = requirement.home();
        boolean inside = home != null && name.equals(homes.get(home.node()));
        double before = above(pool.part(inside ? -more : 0), target);
        double after = above(pool.part(inside ? 0 : more), target);
        return pool.capacity() * (after * after - before * before) / 2;
    }

    private PoolUse use(Pool name) {
        return pools.getOrDefault(name, PoolUse.NONE);
    }

    private double target(Requirement requirement, PoolUse pool) {
        return requirement.service() ? usual : Math.min(usual, pool.open());
    }

    private static double above(double utilisation, double target) {
        return Math.max(0, utilisation - target);
    }

    @Override
    public String explain(Requirement requirement, Node node) {
        Pool name = homes.get(node.id());
        if (name == null) {
            return pools.isEmpty()
                    ? "pools have no target"
                    : "pool " + node.pool() + " has no target";
        }
        PoolUse pool = use(name);
        String said =
                String.format(
                        Locale.ROOT,
                        "pool %s is taken to %.1f%%, its target is %.1f%%",
                        node.pool(),
                        100 * pool.part(0),
                        100 * target(requirement, pool));
        return pool.kept() > 0 && !requirement.service()
                ? said
                        + String.format(
                                Locale.ROOT,
                                ": %.1f of %.0f %s are kept for services that are foretold to grow",
                                pool.kept() * pool.unit(),
                                pool.capacity() * pool.unit(),
                                pool.accelerators() ? "accelerators" : "cores")
                : said;
    }
}
