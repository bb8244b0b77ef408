package dev.meridian.controlplane.telemetry.model.demand;

import java.util.Collection;
import java.util.Map;

/// What was there before and holds nothing now: that is nothing, and not a gap.
public final class Idle {
    /// A series that has been nothing for so long is no longer written.
    public static final int DAYS = 28;

    private Idle() {}

    /// Adds a zero for what known series of projects and services allocate and need, and for what
    /// they use while they hold nothing. What of a pool is not found is missing: its nodes are gone
    /// or silent.
    public static void fill(Map<DemandKey, Double> found, Collection<DemandKey> known) {
        for (DemandKey key : known) {
            if (key.scope() != Scope.PROJECT && key.scope() != Scope.SERVICE) continue;
            boolean nothing =
                    switch (key.measure()) {
                        case ALLOCATED, DEMAND -> true;
                        case USED -> heldNothing(found, key);
                        case CAPACITY -> false;
                    };
            if (nothing) found.putIfAbsent(key, 0.0);
        }
    }

    private static boolean heldNothing(Map<DemandKey, Double> found, DemandKey key) {
        if (key.resource().equals(DemandKey.RESPONSE_TIME)) return false;
        DemandKey cores = new DemandKey(key.scope(), key.owner(), DemandKey.CPU, Measure.ALLOCATED);
        return found.getOrDefault(cores, 0.0) == 0;
    }
}
