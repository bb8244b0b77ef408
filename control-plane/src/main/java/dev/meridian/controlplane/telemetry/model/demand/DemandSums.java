package dev.meridian.controlplane.telemetry.model.demand;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What is offered, allocated and needed at one moment, summed for every cluster, pool, project and
/// service.
///
/// What waits belongs to no pool yet. It is divided over those that its job admits and that have
/// what it asks for, in proportion to how much of it they have: so the sum over all pools is what
/// the fleet needs, and a pool that could not take it is not told to grow for it.
public final class DemandSums {
    private final Map<DemandKey, Double> sums = new TreeMap<>();

    private DemandSums() {}

    /// Projects and services that neither hold nor wait for anything are absent.
    public static Map<DemandKey, Double> of(
            List<PoolRoom> pools, List<Held> held, List<Waiting> waiting) {
        DemandSums all = new DemandSums();
        pools.forEach(all::offer);
        for (Held each : held) {
            for (Measure measure : List.of(Measure.ALLOCATED, Measure.DEMAND)) {
                all.addToPool(each.pool(), measure, each.asked(), 1);
                all.addToProject(each.project(), each.service(), measure, each.asked());
            }
        }
        for (Waiting each : waiting) {
            all.addToProject(each.project(), each.service(), Measure.DEMAND, each.asked());
            all.divide(each, pools);
        }
        return all.sums;
    }

    private void offer(PoolRoom pool) {
        for (Measure measure : List.of(Measure.CAPACITY, Measure.ALLOCATED, Measure.DEMAND)) {
            double share = measure == Measure.CAPACITY ? 1 : 0;
            addToPool(
                    pool.name(),
                    measure,
                    new Asked(pool.cores(), pool.memory(), pool.storage(), null, 0),
                    share);
            pool.devices()
                    .forEach((model, devices) ->
                            addToPool(
                                    pool.name(),
                                    measure,
                                    new Asked(0, 0, 0, model, devices),
                                    share));
        }
        addTo(pool.name(), DemandKey.NETWORK, Measure.CAPACITY, pool.network());
    }

    private void divide(Waiting waiting, List<PoolRoom> pools) {
        Asked asked = waiting.asked();
        List<PoolRoom> fit = pools.stream().filter(waiting::mayGoTo).toList();
        double total = fit.stream().mapToDouble(pool -> pool.weight(asked)).sum();
        if (total <= 0) return;
        for (PoolRoom pool : fit) {
            double share = pool.weight(asked) / total;
            if (share == 0) continue;
            @Nullable String model = asked.model();
            if (model == null || !model.equalsIgnoreCase(DemandKey.ANY_MODEL)) {
                addToPool(pool.name(), Measure.DEMAND, asked, share);
                continue;
            }
            addToPool(
                    pool.name(),
                    Measure.DEMAND,
                    new Asked(asked.cores(), asked.memory(), asked.storage(), null, 0),
                    share);
            pool.devices()
                    .forEach((each, devices) ->
                            addTo(
                                    pool.name(),
                                    DemandKey.accelerator(each),
                                    Measure.DEMAND,
                                    asked.devices() * devices / total));
        }
    }

    private void addToPool(String pool, Measure measure, Asked asked, double share) {
        addTo(pool, DemandKey.CPU, measure, asked.cores() * share);
        addTo(pool, DemandKey.MEMORY, measure, asked.memory() * share);
        addTo(pool, DemandKey.STORAGE, measure, asked.storage() * share);
        if (asked.model() != null) {
            addTo(pool, DemandKey.accelerator(asked.model()), measure, asked.devices() * share);
        }
    }

    private void addTo(String pool, String resource, Measure measure, double value) {
        add(new DemandKey(Scope.POOL, pool, resource, measure), value);
        add(new DemandKey(Scope.CLUSTER, PoolRoom.clusterOf(pool), resource, measure), value);
    }

    private void addToProject(
            String project, @Nullable String service, Measure measure, Asked asked) {
        addTo(Scope.PROJECT, project, measure, asked);
        if (service != null) {
            addTo(Scope.SERVICE, project + "/" + service, measure, asked);
        }
    }

    private void addTo(Scope scope, String owner, Measure measure, Asked asked) {
        add(new DemandKey(scope, owner, DemandKey.CPU, measure), asked.cores());
        add(new DemandKey(scope, owner, DemandKey.MEMORY, measure), asked.memory());
        add(new DemandKey(scope, owner, DemandKey.STORAGE, measure), asked.storage());
        if (asked.model() != null) {
            add(
                    new DemandKey(scope, owner, DemandKey.accelerator(asked.model()), measure),
                    asked.devices());
        }
    }

    private void add(DemandKey key, double value) {
        sums.merge(key, value, Double::sum);
    }
}
