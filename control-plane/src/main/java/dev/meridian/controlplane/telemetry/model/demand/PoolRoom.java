package dev.meridian.controlplane.telemetry.model.demand;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the nodes of a pool that are there offer.
///
/// @param name `region/cluster/pool`
/// @param network B/s
/// @param devices by model
public record PoolRoom(
        String name,
        String region,
        boolean spot,
        double cores,
        double memory,
        double storage,
        double network,
        Map<String, Double> devices) {

    public PoolRoom {
        devices = Map.copyOf(devices);
    }

    /// `region/cluster`, of a pool's name.
    public static String clusterOf(String pool) {
        return pool.substring(0, pool.lastIndexOf('/'));
    }

    /// How much of what is asked for first this pool could give: devices of the model where devices
    /// are asked for, else cores.
    double weight(Asked asked) {
        @Nullable String model = asked.model();
        if (model == null) return cores;
        return model.equalsIgnoreCase(DemandKey.ANY_MODEL)
                ? devices.values().stream().mapToDouble(Double::doubleValue).sum()
                : devices.getOrDefault(model, 0.0);
    }
}
