package dev.meridian.controlplane.jobs;

import dev.meridian.controlplane.jobs.model.AllocationEvent.Relocated;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.AllocationState.Live;
import dev.meridian.controlplane.jobs.model.Departing;
import dev.meridian.controlplane.jobs.model.Move;
import dev.meridian.controlplane.jobs.model.PlacementOutcome;
import dev.meridian.controlplane.jobs.model.Stop;
import dev.meridian.controlplane.jobs.model.Transition;
import dev.meridian.controlplane.jobs.store.Tracked;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Moves live allocations to other nodes: the next place is taken in the transaction that lets the
/// copy depart, so that nothing is stopped for a place that somebody else takes.
@Component
class Relocations {
    private final Mover mover;

    Relocations(Mover mover) {
        this.mover = mover;
    }

    /// All or none.
    ///
    /// @return why not; empty when all was done
    Optional<String> moveTogether(List<Move> plan, Instant now) {
        try {
            mover.move(
                    now,
                    moves -> {
                        moves.set()
                                .take(plan.stream().map(each -> each.to().allocation()).toList());
                        for (Move each : plan) {
                            relocate(moves, each)
                                    .ifPresent(why -> {
                                        throw new Broken(each.to().allocation(), why);
                                    });
                        }
                        return plan.size();
                    });
            return Optional.empty();
        } catch (Broken e) {
            return Optional.of(e.why);
        }
    }

    /// Takes the whole transaction back.
    private static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final String why;

        Broken(AllocationId one, String why) {
            super(why);
            this.why = one + ": " + why;
        }
    }

    PlacementOutcome move(List<Move> plan, Instant now) {
        Map<AllocationId, String> refused = new HashMap<>();
        Map<AllocationId, Integer> placed = new HashMap<>();
        var outcome =
                mover.move(
                        now,
                        moves -> {
                            refused.clear();
                            placed.clear();
                            moves.set()
                                    .take(
                                            plan.stream()
                                                    .map(each -> each.to().allocation())
                                                    .toList());
                            for (Move each : plan) {
                                AllocationId id = each.to().allocation();
                                relocate(moves, each)
                                        .ifPresentOrElse(
                                                why -> refused.put(id, why),
                                                () -> placed.put(id, epoch(moves, id)));
                            }
                            return plan.size();
                        });
        return new PlacementOutcome(placed, refused, outcome.written().touched());
    }

    /// Tells copies that have been left behind to stop.
    void stop(Collection<AllocationId> allocations, Stop order, Instant now) {
        mover.move(
                now,
                moves -> {
                    moves.set().take(allocations);
                    for (AllocationId id : allocations) {
                        Optional<Tracked> one = moves.set().find(id);
                        Optional<Departing> left = one.flatMap(Tracked::departing);
                        if (one.isPresent() && left.isPresent()) {
                            moves.stopDeparting(one.get(), left.get(), order);
                        }
                    }
                    return allocations.size();
                });
    }

    /// @return why not; empty when it was done
    private static Optional<String> relocate(Moves moves, Move move) {
        Optional<Tracked> found = moves.set().find(move.to().allocation());
        if (found.isEmpty()) {
            return Optional.of("it does not exist any more");
        }
        Tracked one = found.get();
        if (one.version() != move.to().expectedVersion()
                || !(one.state() instanceof Live live)
                || live.stop() != null
                || one.departing().isPresent()) {
            return Optional.of("it has moved on since the plan was made");
        }
        one.placedBy(move.to());
        return switch (moves.apply(
                one,
                new Relocated(
                        move.to().node(),
                        live.epoch() + 1,
                        move.overlap(),
                        move.order(),
                        move.reason(),
                        moves.now()))) {
            case Transition.Moved _ -> Optional.empty();
            case Transition.NoChange(String why) -> Optional.of(why);
            case Transition.Refused(String why) -> Optional.of(why);
        };
    }

    private static int epoch(Moves moves, AllocationId id) {
        return moves.set().find(id).orElseThrow().state().epoch();
    }
}
