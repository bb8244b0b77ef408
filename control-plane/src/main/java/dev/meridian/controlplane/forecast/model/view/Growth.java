package dev.meridian.controlplane.forecast.model.view;

import dev.meridian.controlplane.telemetry.model.demand.Asked;
import dev.meridian.controlplane.telemetry.model.demand.DemandKey;
import dev.meridian.controlplane.telemetry.model.demand.Held;
import dev.meridian.controlplane.telemetry.model.demand.Measure;
import dev.meridian.controlplane.telemetry.model.demand.Scope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What services are foretold to need beyond what they hold, divided over the pools as what they
/// hold now lies in them.
///
/// Growth, not the level: what they hold is taken already. And of services, not of pools: batch
/// work that is placed in a pool changes no service's demand, so that headroom never feeds on
/// itself.
public final class Growth {
    private Growth() {}

    /// A service that holds nothing has no place to grow in.
    ///
    /// @param foretold demand of services
    /// @param held by whomever
    /// @return by pool and resource, nothing that is not above 0
    public static Map<String, Map<String, Double>> of(
            Map<DemandKey, Double> foretold, List<Held> held) {
        Map<DemandKey, Map<String, Double>> byPool = new HashMap<>();
        for (Held one : held) {
            if (one.service() != null) {
                Asked asked = one.asked();
                String owner = one.project() + "/" + one.service();
                add(byPool, owner, DemandKey.CPU, one.pool(), asked.cores());
                if (asked.model() != null) {
                    String devices = DemandKey.accelerator(asked.model());
                    add(byPool, owner, devices, one.pool(), asked.devices());
                }
            }
        }
        Map<String, Map<String, Double>> growth = new HashMap<>();
        foretold.forEach((key, most) -> {
            Map<String, Double> pools = byPool.getOrDefault(key, Map.of());
            double now = pools.values().stream().mapToDouble(Double::doubleValue).sum();
            if (now > 0 && most > now) {
                pools.forEach((pool, part) ->
                        growth.computeIfAbsent(pool, _ -> new HashMap<>())
                                .merge(key.resource(), (most - now) * part / now, Double::sum));
            }
        });
        return growth;
    }

    private static void add(
            Map<DemandKey, Map<String, Double>> byPool,
            String owner,
            String resource,
            String pool,
            double amount) {
        if (amount > 0) {
            byPool.computeIfAbsent(
                            new DemandKey(Scope.SERVICE, owner, resource, Measure.DEMAND),
                            _ -> new HashMap<>())
                    .merge(pool, amount, Double::sum);
        }
    }
}
