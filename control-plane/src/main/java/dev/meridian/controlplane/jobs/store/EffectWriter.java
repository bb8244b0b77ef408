package dev.meridian.controlplane.jobs.store;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.AllocationState.Kind;
import dev.meridian.controlplane.jobs.model.Effect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Writes what a transaction has moved: all effects, always in the same order, each kind in one
/// statement.
///
/// Allocations first, by compare-and-set on their version; then attempts (left behind, marked,
/// closed, opened), places that stand by (ended, held), leases (released, granted), the counts of
/// groups, the states of jobs, and last the history.
@Component
public class EffectWriter {
    private final AllocationRows allocations;
    private final AttemptRows attempts;
    private final StandbyRows standbys;
    private final LeaseRows leases;
    private final ProgressRows progress;
    private final EventRows events;
    private final History history;

    EffectWriter(
            AllocationRows allocations,
            AttemptRows attempts,
            StandbyRows standbys,
            LeaseRows leases,
            ProgressRows progress,
            EventRows events,
            History history) {
        this.allocations = allocations;
        this.attempts = attempts;
        this.standbys = standbys;
        this.leases = leases;
        this.progress = progress;
        this.events = events;
        this.history = history;
    }

    /// What others want to hear once it is durable.
    ///
    /// @param touched nodes whose desired state has changed
    /// @param work something may be placed now that could not be before
    /// @param told there are new lines of history
    public record Written(Set<NodeId> touched, boolean work, boolean told) {}

    record Opened(Tracked of, Effect.OpenAttempt attempt) {}

    record Departed(Tracked of, Effect.DepartAttempt attempt) {}

    record Ordered(Tracked of, Effect.StopDeparting attempt) {}

    record Marked(Tracked of, Effect.MarkAttempt attempt) {}

    record Closed(Tracked of, Effect.CloseAttempt attempt) {}

    record Granted(Tracked of, Effect.GrantLease lease) {}

    record Released(Tracked of, Effect.ReleaseLease lease) {}

    record HeldPlace(Tracked of, Effect.HoldStandby standby) {}

    record EndedPlace(Tracked of, Effect.EndStandby standby) {}

    private record Key(AllocationId allocation, int epoch) {}

    /// @throws IllegalStateException when a row was changed by somebody who did not hold its job
    public Written write(WorkingSet set, Instant now) {
        List<Tracked> moved = set.moved();
        List<Opened> opened = new ArrayList<>();
        List<Departed> departed = new ArrayList<>();
        Map<Key, Ordered> ordered = new LinkedHashMap<>();
        Map<Key, Marked> marked = new LinkedHashMap<>();
        Map<Key, Closed> closed = new LinkedHashMap<>();
        List<Granted> granted = new ArrayList<>();
        List<Released> released = new ArrayList<>();
        List<HeldPlace> held = new ArrayList<>();
        List<EndedPlace> ended = new ArrayList<>();
        Set<NodeId> touched = new HashSet<>();
        boolean work = false;
        for (Tracked each : moved) {
            for (Effect effect : each.effects()) {
                switch (effect) {
                    case Effect.OpenAttempt open -> opened.add(new Opened(each, open));
                    case Effect.DepartAttempt depart -> departed.add(new Departed(each, depart));
                    case Effect.StopDeparting stop ->
                            ordered.put(new Key(each.id(), stop.epoch()), new Ordered(each, stop));
                    case Effect.MarkAttempt mark ->
                            marked.put(new Key(each.id(), mark.epoch()), new Marked(each, mark));
                    case Effect.CloseAttempt close ->
                            closed.put(new Key(each.id(), close.epoch()), new Closed(each, close));
                    case Effect.GrantLease grant -> granted.add(new Granted(each, grant));
                    case Effect.ReleaseLease release -> released.add(new Released(each, release));
                    case Effect.HoldStandby hold -> held.add(new HeldPlace(each, hold));
                    case Effect.EndStandby end -> ended.add(new EndedPlace(each, end));
                    case Effect.PushDesired push -> touched.add(push.node());
                    case Effect.WakeScheduler _ -> work = true;
                    case Effect.Record _, Effect.RegroupGang _ -> {}
                }
            }
        }
        allocations.write(moved, now);
        attempts.depart(departed);
        attempts.order(List.copyOf(ordered.values()));
        attempts.mark(List.copyOf(marked.values()));
        // before the next one is opened, at once where a place stood by
        attempts.close(List.copyOf(closed.values()));
        attempts.open(opened);
        standbys.end(ended);
        standbys.hold(held);
        leases.release(released);
        leases.grant(granted);
        progress.writeGroups(set.jobs());
        progress.writeJobs(set.jobs());
        allocations.forgetReasons(
                moved.stream()
                        .filter(each ->
                                each.isOfAnotherKind() && each.state().kind() != Kind.PENDING)
                        .toList());
        standbys.forgetReasons(moved);
        List<EventRow> told = history.of(moved, set.jobs(), now);
        events.append(told);
        return new Written(touched, work, !told.isEmpty());
    }
}
