package dev.meridian.controlplane.placement;

import dev.meridian.controlplane.placement.claims.Foresight;
import dev.meridian.controlplane.placement.model.Bounds;
import dev.meridian.controlplane.placement.model.GroupId;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Purse;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.model.Stakes;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Tells each group that waits what is at stake for it now: how long it is foretold to run, and
/// what its job may still cost. A group of which nothing of this could matter stays as it is, and
/// shares its place in the index with all that ask for the same.
final class Prospects {
    private static final double SECONDS_OF_HOUR = 3600;

    private final Instant now;
    private final Map<GroupId, Double> seconds;

    private Prospects(Snapshot snapshot, Foresight foresight) {
        now = snapshot.at();
        List<GroupId> asked =
                snapshot.groups().stream()
                        .filter(Prospects::concerns)
                        .map(PendingGroup::id)
                        .toList();
        seconds = foresight.usual(asked, now);
    }

    static Snapshot of(Snapshot snapshot, Foresight foresight) {
        if (snapshot.groups().stream().noneMatch(Prospects::concerns)) {
            return snapshot;
        }
        Prospects prospects = new Prospects(snapshot, foresight);
        return snapshot.with(snapshot.groups().stream().map(prospects::of).toList());
    }

    private static boolean concerns(PendingGroup group) {
        return group.bounds().hasBudget();
    }

    private PendingGroup of(PendingGroup group) {
        if (!concerns(group)) {
            return group;
        }
        double hours = seconds.getOrDefault(group.id(), 0.0) / SECONDS_OF_HOUR;
        return group.at(new Stakes(hours, null, purse(group.bounds(), hours)));
    }

    private Purse purse(Bounds bounds, double hours) {
        return new Purse(
                bounds.maxHourly(),
                bounds.spent().perHour(),
                bounds.maxTotal(),
                bounds.spent().foretold(now, hours));
    }
}
