package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Snapshot;
import java.util.Locale;
import java.util.Map;

/// No pool is filled above a target while others are below it: half the square of what its
/// utilisation η is above η\*, times its size, and of that what one more adds.
///
/// The square on both sides, λ (η − η\*)², summed over pools by their size, is least where all are
/// equally full, whatever η\* is. Below the target nothing is asked, so that price and packing have
/// their way, and what is left free above it is there for what comes suddenly. Pools are looked at
/// as the plan begins.
///
/// @param target η\*, 0 … 1; 1: of no matter
public record TargetUtilisation(double target, Map<PoolUse.Pool, PoolUse> pools)
        implements NodeCost {

    /// Pools are counted only where there is a target.
    static TargetUtilisation of(Snapshot snapshot) {
        return new TargetUtilisation(
                snapshot.target(), snapshot.target() < 1 ? PoolUse.of(snapshot) : Map.of());
    }

    @Override
    public String name() {
        return "target-utilisation";
    }

    @Override
    public String sentence() {
        return "no pool is filled above the target while others are below it";
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
        if (pools.isEmpty()) {
            return 0;
        }
        PoolUse pool = PoolUse.in(pools, node);
        double more = pool.of(requirement.amounts(), requirement.accelerators());
        return pool.capacity() * (square(pool.part(more)) - square(pool.part(0))) / 2;
    }

    private double square(double utilisation) {
        double above = Math.max(0, utilisation - target);
        return above * above;
    }

    @Override
    public String explain(Requirement requirement, Node node) {
        return pools.isEmpty()
                ? "pools have no target"
                : String.format(
                        Locale.ROOT,
                        "pool %s is taken to %.1f%%, its target is %.1f%%",
                        node.pool(),
                        100 * PoolUse.in(pools, node).part(0),
                        100 * target);
    }
}
