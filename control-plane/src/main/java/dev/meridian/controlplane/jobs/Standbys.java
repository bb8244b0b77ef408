package dev.meridian.controlplane.jobs;

import static java.util.stream.Collectors.toMap;

import dev.meridian.controlplane.jobs.model.AllocationEvent.Relocated;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.AllocationState;
import dev.meridian.controlplane.jobs.model.AllocationState.Live;
import dev.meridian.controlplane.jobs.model.Effect;
import dev.meridian.controlplane.jobs.model.NewStandby;
import dev.meridian.controlplane.jobs.model.Standby;
import dev.meridian.controlplane.jobs.model.StandbyId;
import dev.meridian.controlplane.jobs.model.StandbyNews;
import dev.meridian.controlplane.jobs.model.StopOrder;
import dev.meridian.controlplane.jobs.model.Transition;
import dev.meridian.controlplane.jobs.store.StandbyNeeds;
import dev.meridian.controlplane.jobs.store.StandbyNeeds.Leaving;
import dev.meridian.controlplane.jobs.store.StandbyNeeds.Needless;
import dev.meridian.controlplane.jobs.store.StandbyViews;
import dev.meridian.controlplane.jobs.store.Tracked;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Service;

/// Everything that changes which places stand by. That one is promoted when the copy that ran is
/// given up happens there ([Moves]); here are the other reasons.
@Service
public class Standbys {
    private final Mover mover;
    private final StandbyNeeds needs;
    private final StandbyViews views;

    Standbys(Mover mover, StandbyNeeds needs, StandbyViews views) {
        this.mover = mover;
        this.needs = needs;
        this.views = views;
    }

    /// Holds places that a plan found; one whose allocation has ended, stops or waits is passed
    /// over.
    ///
    /// @return how many
    public int hold(List<NewStandby> places, Instant now) {
        if (places.isEmpty()) {
            return 0;
        }
        return mover.move(
                        now,
                        moves -> {
                            moves.set()
                                    .take(
                                            places.stream()
                                                    .map(each -> each.at().allocation())
                                                    .toList());
                            int held = 0;
                            for (NewStandby place : places) {
                                Optional<Tracked> one =
                                        moves.set()
                                                .find(place.at().allocation())
                                                .filter(Standbys::lacksOne);
                                if (one.isPresent()) {
                                    moves.tell(
                                            one.get(),
                                            new Effect.HoldStandby(place, now),
                                            new Effect.PushDesired(place.at().node()));
                                    held++;
                                }
                            }
                            return held;
                        })
                .decided();
    }

    private static boolean lacksOne(Tracked one) {
        return one.state() instanceof Live live
                && live.kind() != AllocationState.Kind.UNKNOWN
                && live.stop() == null
                && one.standbys().size() < one.group().standbys();
    }

    /// Takes in what an agent says of a place that it prepares.
    public void tell(StandbyNews news, Instant now) {
        views.tell(news, now);
    }

    /// Gives these places up, whatever they stand by for; ids of others are passed over.
    public void drop(Collection<StandbyId> standbys, String reason, Instant now) {
        if (!standbys.isEmpty()) {
            drop(
                    needs.of(standbys).entrySet().stream()
                            .map(each -> new Needless(each.getValue(), each.getKey(), reason))
                            .toList(),
                    now);
        }
    }

    /// Gives up what is needed no longer or cannot serve, and promotes what an allocation waits
    /// for. May be done at any time, by anybody.
    public void settle(Instant now) {
        drop(needs.needless(), now);
        List<AllocationId> waiting = needs.waiting(now);
        if (!waiting.isEmpty()) {
            mover.move(
                    now,
                    moves -> {
                        moves.set().take(waiting);
                        waiting.forEach(
                                id -> moves.set().find(id).ifPresent(moves::settleStandbys));
                        return waiting.size();
                    });
        }
        leave(needs.leaving(now), now);
    }

    private void drop(List<Needless> needless, Instant now) {
        if (needless.isEmpty()) {
            return;
        }
        mover.move(
                now,
                moves -> {
                    moves.set().take(needless.stream().map(Needless::allocation).toList());
                    for (Needless each : needless) {
                        moves.set()
                                .find(each.allocation())
                                .ifPresent(one ->
                                        one.standbys().stream()
                                                .filter(place -> place.id().equals(each.standby()))
                                                .forEach(place ->
                                                        moves.dropStandby(one, place, each.why())));
                    }
                    return needless.size();
                });
    }

    /// Where a region is emptied, its copies go on in the places that stand by for them: first the
    /// next place, then the end of the last, as in every drain.
    private void leave(List<Leaving> leaving, Instant now) {
        if (leaving.isEmpty()) {
            return;
        }
        Map<AllocationId, Leaving> all =
                leaving.stream().collect(toMap(Leaving::allocation, Function.identity()));
        mover.move(
                now,
                moves -> {
                    moves.set().take(all.keySet());
                    all.values()
                            .forEach(each ->
                                    moves.set()
                                            .find(each.allocation())
                                            .ifPresent(one -> leave(moves, one, each)));
                    return all.size();
                });
    }

    private static void leave(Moves moves, Tracked one, Leaving order) {
        Optional<Standby> next = one.standbys().stream().filter(Standby::open).findFirst();
        if (next.isEmpty()
                || !(one.state() instanceof Live live)
                || live.stop() != null
                || one.departing().isPresent()) {
            return;
        }
        Standby chosen = next.get();
        one.placedBy(chosen.placement(one.id(), one.version()));
        Transition moved =
                moves.apply(
                        one,
                        new Relocated(
                                chosen.node(),
                                live.epoch() + 1,
                                order.overlaps(),
                                StopOrder.DRAIN,
                                "its region is drained, and a place stood by: " + order.reason(),
                                moves.now()));
        if (moved instanceof Transition.Moved) {
            moves.tell(
                    one,
                    new Effect.EndStandby(
                            chosen.id(),
                            Standby.Outcome.PROMOTED,
                            "its allocation went on there",
                            moves.now()),
                    new Effect.WakeScheduler());
        }
    }
}
