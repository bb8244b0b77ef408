package dev.meridian.controlplane.telemetry.model.demand;

import dev.meridian.controlplane.jobs.model.spec.PlacementOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What waits of one project, alike in where it may go.
///
/// @param service null: of batch jobs
/// @param anyOf places, one of which must fit; empty: anywhere
public record Waiting(
        String project, @Nullable String service, List<PlacementOption> anyOf, Asked asked) {

    public Waiting {
        anyOf = List.copyOf(anyOf);
    }

    boolean mayGoTo(PoolRoom pool) {
        return anyOf.isEmpty()
                || anyOf.stream().anyMatch(option -> option.accepts(pool.region(), pool.spot()));
    }
}
