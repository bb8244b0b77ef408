package dev.meridian.controlplane.rest.tenancy;

import dev.meridian.controlplane.projects.model.Redundancy;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Copies that the jobs of a project have unless they say so themselves, written as in a job:
/// `{regions: 2, mode: standby}`.
///
/// @param regions null: 2
/// @param mode null: standby
record RedundancyView(@Nullable Integer regions, @Nullable String mode) {
    private static final String STANDBY = "standby";
    private static final String ACTIVE = "active";

    static @Nullable RedundancyView of(@Nullable Redundancy redundancy) {
        return redundancy == null
                ? null
                : new RedundancyView(redundancy.regions(), redundancy.active() ? ACTIVE : STANDBY);
    }

    static @Nullable Redundancy redundancy(@Nullable RedundancyView view, Checks checks) {
        if (view == null) {
            return null;
        }
        int regions = view.regions == null ? Redundancy.FEWEST : view.regions;
        boolean possible = Redundancy.isPossible(regions);
        checks.that(
                possible,
                "/redundancy/regions",
                "Copies in " + regions + " regions.",
                "From %d to %d; leave redundancy out for none."
                        .formatted(Redundancy.FEWEST, Redundancy.MOST));
        String mode = view.mode == null ? STANDBY : view.mode.toLowerCase(Locale.ROOT);
        checks.that(
                mode.equals(STANDBY) || mode.equals(ACTIVE),
                "/redundancy/mode",
                "\"" + view.mode + "\" is no mode.",
                "standby: one copy works, places in the other regions wait; active: all work.");
        return possible ? new Redundancy(regions, mode.equals(ACTIVE)) : null;
    }
}
