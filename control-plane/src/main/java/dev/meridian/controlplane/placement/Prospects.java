package dev.meridian.controlplane.placement;

import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.placement.claims.Foresight;
import dev.meridian.controlplane.placement.model.Bounds;
import dev.meridian.controlplane.placement.model.GroupId;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Purse;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.model.Stakes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells each group that waits what is at stake for it now: how long it is foretold to run, how
/// much of that there is until its deadline, and what its job may still cost.
///
/// Who asks for the same and has the same at stake shares a place in the index, and each place
/// costs a look at every node. So what could change nothing is left out, as a budget that suffices
/// anywhere ([AmpleBudgets]), and run times of jobs without deadline or budget are told in steps of
/// four.
final class Prospects {
    private static final double SECONDS_OF_HOUR = 3600;
    private static final double MILLIS_OF_HOUR = 3_600_000;

    /// Hours below which it matters to nobody how fast a node is.
    private static final double SHORT = 0.5;

    private static final double STEP = 4;

    private final Instant now;
    private final boolean speedMatters;
    private final Map<GroupId, Double> seconds;
    private final Set<JobId> ample;

    private Prospects(Snapshot snapshot, boolean speedMatters, Foresight foresight) {
        now = snapshot.at();
        this.speedMatters = speedMatters;
        List<GroupId> asked =
                snapshot.groups().stream().filter(this::concerns).map(PendingGroup::id).toList();
        seconds = foresight.usual(asked, now);
        ample = AmpleBudgets.of(snapshot, this::hours);
    }

    static Snapshot of(Snapshot snapshot, Foresight foresight) {
        boolean speedMatters =
                snapshot.nodes().stream().mapToDouble(Node::relativeSpeed).distinct().count() > 1;
        if (!speedMatters
                && snapshot.groups().stream()
                        .allMatch(group -> group.bounds().equals(Bounds.NONE) && hasNone(group))) {
            return snapshot;
        }
        Prospects prospects = new Prospects(snapshot, speedMatters, foresight);
        return snapshot.with(snapshot.groups().stream().map(prospects::of).toList());
    }

    private boolean concerns(PendingGroup group) {
        return !group.bounds().equals(Bounds.NONE) || (speedMatters && !first(group).service());
    }

    private PendingGroup of(PendingGroup group) {
        if (!concerns(group)) {
            return hasNone(group) ? group : group.at(Stakes.NONE);
        }
        double hours = hours(group);
        Bounds bounds = group.bounds();
        Double slack = slack(bounds);
        Purse purse = ample.contains(group.job()) ? null : purse(bounds, hours);
        if (slack == null && purse == null) {
            double step = speedMatters && !first(group).service() ? step(hours) : 0;
            return step == 0 && hasNone(group) ? group : group.at(new Stakes(step, null, null));
        }
        return group.at(new Stakes(hours, slack, purse));
    }

    private double hours(PendingGroup group) {
        Double foretold = seconds.get(group.id());
        return foretold == null ? first(group).stakes().hours() : foretold / SECONDS_OF_HOUR;
    }

    private static boolean hasNone(PendingGroup group) {
        return first(group).stakes().equals(Stakes.NONE);
    }

    private static Requirement first(PendingGroup group) {
        return group.allocations().getFirst().requirement();
    }

    private static double step(double hours) {
        return hours < SHORT ? 0 : Math.pow(STEP, Math.round(Math.log(hours) / Math.log(STEP)));
    }

    private @Nullable Double slack(Bounds bounds) {
        Instant deadline = bounds.deadline();
        return deadline == null
                ? null
                : (Double) (Duration.between(now, deadline).toMillis() / MILLIS_OF_HOUR);
    }

    private @Nullable Purse purse(Bounds bounds, double hours) {
        return bounds.hasBudget()
                ? new Purse(
                        bounds.maxHourly(),
                        bounds.spent().perHour(),
                        bounds.maxTotal(),
                        bounds.spent().foretold(now, hours))
                : null;
    }
}
