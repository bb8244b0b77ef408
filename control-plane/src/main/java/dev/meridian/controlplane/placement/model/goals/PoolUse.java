package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.placement.model.AcceleratorNeed;
import dev.meridian.controlplane.placement.model.Amounts;
import dev.meridian.controlplane.placement.model.Device;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.Snapshot;
import java.util.HashMap;
import java.util.Map;

/// How much of a pool is taken: of its accelerators, or of its cores where it has none, sixteen of
/// which count as one accelerator.
///
/// @param capacity in accelerators
/// @param taken in accelerators
public record PoolUse(double capacity, double taken, boolean accelerators) {
    private static final double CORES_OF_DEVICE = 16_000;
    private static final PoolUse NONE = new PoolUse(0, 0, false);

    /// A pool belongs to one cluster of one region.
    public record Pool(String region, String cluster, String name) {
        static Pool of(Node node) {
            return new Pool(node.region().name(), node.cluster(), node.pool());
        }
    }

    static Map<Pool, PoolUse> of(Snapshot snapshot) {
        Map<Pool, Double> devices = new HashMap<>();
        Map<Pool, Double> cores = new HashMap<>();
        Map<Object, Pool> pools = HashMap.newHashMap(snapshot.nodes().size());
        for (Node node : snapshot.nodes()) {
            Pool pool = Pool.of(node);
            pools.put(node.id(), pool);
            devices.merge(pool, (double) node.devices().size(), Double::sum);
            cores.merge(pool, cores(node.capacity()), Double::sum);
        }
        Map<Pool, PoolUse> uses = new HashMap<>();
        devices.forEach((pool, count) ->
                uses.put(
                        pool,
                        count > 0
                                ? new PoolUse(count, 0, true)
                                : new PoolUse(cores.getOrDefault(pool, 0.0), 0, false)));
        for (Placed one : snapshot.placed()) {
            Pool pool = pools.get(one.node());
            if (pool != null) {
                uses.computeIfPresent(pool, (_, use) -> use.plus(use.of(one)));
            }
        }
        return uses;
    }

    private PoolUse plus(double more) {
        return new PoolUse(capacity, taken + more, accelerators);
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

    static PoolUse in(Map<Pool, PoolUse> uses, Node node) {
        return uses.getOrDefault(Pool.of(node), NONE);
    }
}
