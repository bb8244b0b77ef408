package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.placement.model.AcceleratorNeed;
import dev.meridian.controlplane.placement.model.Amounts;
import dev.meridian.controlplane.placement.model.Device;
import dev.meridian.controlplane.placement.model.Headroom;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.Pool;
import dev.meridian.controlplane.placement.model.PoolTargets;
import dev.meridian.controlplane.placement.model.Snapshot;
import java.util.HashMap;
import java.util.Map;

/// How much of a pool is taken: of its accelerators, or of its cores where it has none, sixteen of
/// which count as one accelerator.
///
/// @param capacity in accelerators
/// @param taken in accelerators
/// @param kept in accelerators: headroom for services that are foretold to grow
public record PoolUse(double capacity, double taken, double kept, boolean accelerators) {
    private static final double CORES_OF_DEVICE = 16_000;
    private static final double MILLIS = 1000;
    static final PoolUse NONE = new PoolUse(0, 0, 0, false);

    /// Of all pools that have a target.
    static Map<Pool, PoolUse> of(Snapshot snapshot) {
        PoolTargets targets = snapshot.targets();
        if (!targets.any()) {
            return Map.of();
        }
        Map<Pool, Double> devices = new HashMap<>();
        Map<Pool, Double> cores = new HashMap<>();
        Map<NodeId, Pool> pools = HashMap.newHashMap(snapshot.nodes().size());
        for (Node node : snapshot.nodes()) {
            Pool pool = Pool.of(node);
            if (targets.usual() < 1 || targets.headroom().containsKey(pool)) {
                pools.put(node.id(), pool);
                devices.merge(pool, (double) node.devices().size(), Double::sum);
                cores.merge(pool, cores(node.capacity()), Double::sum);
            }
        }
        Map<Pool, PoolUse> uses = new HashMap<>();
        devices.forEach((pool, count) -> {
            Headroom kept = targets.headroom().getOrDefault(pool, Headroom.NONE);
            uses.put(
                    pool,
                    count > 0
                            ? new PoolUse(count, 0, kept.accelerators(), true)
                            : new PoolUse(
                                    cores.getOrDefault(pool, 0.0),
                                    0,
                                    kept.cores() * MILLIS / CORES_OF_DEVICE,
                                    false));
        });
        for (Placed one : snapshot.placed()) {
            Pool pool = pools.get(one.node());
            if (pool != null) {
                uses.computeIfPresent(pool, (_, use) -> use.plus(use.of(one)));
            }
        }
        return uses;
    }

    private PoolUse plus(double more) {
        return new PoolUse(capacity, taken + more, kept, accelerators);
    }

    private double of(Placed one) {
        return accelerators
                ? one.devices().stream().mapToInt(share -> share.millis()).sum()
                        / (double) Device.WHOLE
                : cores(one.amounts());
    }

    /// What one more takes of it.
    double of(Amounts amounts, AcceleratorNeed need) {
        return accelerators ? need.totalMillis() / (double) Device.WHOLE : cores(amounts);
    }

    private static double cores(Amounts amounts) {
        return amounts.cpu().value() / CORES_OF_DEVICE;
    }

    /// The part that is taken, 0 … 1, with so much more.
    double part(double more) {
        return capacity == 0 ? 0 : (taken + more) / capacity;
    }

    /// How many of what people count are one accelerator.
    double unit() {
        return accelerators ? 1 : CORES_OF_DEVICE / MILLIS;
    }

    /// The part that is not kept, 0 … 1.
    double open() {
        return capacity == 0 ? 1 : Math.max(0, 1 - kept / capacity);
    }
}
