package dev.meridian.controlplane.jobs;

import dev.meridian.controlplane.jobs.model.AllocationEvent.Placed;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.AllocationState.Pending;
import dev.meridian.controlplane.jobs.model.NewPlacement;
import dev.meridian.controlplane.jobs.model.PlacementOutcome;
import dev.meridian.controlplane.jobs.model.Transition;
import dev.meridian.controlplane.jobs.store.Tracked;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Commits the rows of a plan that still fit what the tables say; a gang stands or falls as one.
@Component
class Commits {
    private final Mover mover;

    Commits(Mover mover) {
        this.mover = mover;
    }

    PlacementOutcome place(List<NewPlacement> plan, Instant now) {
        Map<AllocationId, String> refused = new HashMap<>();
        Map<AllocationId, Integer> placed = new HashMap<>();
        var outcome =
                mover.move(
                        now,
                        moves -> {
                            refused.clear();
                            placed.clear();
                            commit(moves, plan, placed, refused);
                            return plan.size();
                        });
        return new PlacementOutcome(placed, refused, outcome.written().touched());
    }

    private static void commit(
            Moves moves,
            List<NewPlacement> plan,
            Map<AllocationId, Integer> placed,
            Map<AllocationId, String> refused) {
        Map<AllocationId, NewPlacement> rows = new LinkedHashMap<>();
        plan.forEach(row -> rows.put(row.allocation(), row));
        moves.set().take(rows.keySet());
        for (NewPlacement row : rows.values()) {
            stale(moves, row).ifPresent(why -> refused.put(row.allocation(), why));
        }
        gangs(moves, rows.keySet(), refused);
        for (NewPlacement row : rows.values()) {
            @Nullable Tracked one = moves.set().find(row.allocation()).orElse(null);
            if (one == null || refused.containsKey(row.allocation())) {
                continue;
            }
            if (moves.settleStandbys(one)) {
                refused.put(row.allocation(), "it goes on where it stood by");
                continue;
            }
            if (one.group().room() <= 0) {
                refused.put(row.allocation(), "as many of its array run as may at once");
                continue;
            }
            one.placedBy(row);
            int epoch = one.state().epoch() + 1;
            switch (moves.apply(one, new Placed(row.node(), epoch, moves.now()))) {
                case Transition.Moved _ -> placed.put(row.allocation(), epoch);
                case Transition.NoChange(String why) -> refused.put(row.allocation(), why);
                case Transition.Refused(String why) -> refused.put(row.allocation(), why);
            }
        }
    }

    private static Optional<String> stale(Moves moves, NewPlacement row) {
        Optional<Tracked> found = moves.set().find(row.allocation());
        if (found.isEmpty()) {
            return Optional.of("it does not exist any more");
        }
        Tracked one = found.get();
        if (one.version() != row.expectedVersion() || !(one.state() instanceof Pending waiting)) {
            return Optional.of("it has moved on since the plan was made");
        }
        if (one.job().suspended()) {
            return Optional.of("its job has been suspended");
        }
        if (!one.group().ready()) {
            return Optional.of("a task group that it depends on has not succeeded");
        }
        return waiting.notBefore() != null && waiting.notBefore().isAfter(moves.now())
                ? Optional.of("it waits until " + waiting.notBefore())
                : Optional.empty();
    }

    private static void gangs(
            Moves moves, Set<AllocationId> planned, Map<AllocationId, String> refused) {
        Set<AllocationId> seen = new HashSet<>();
        for (AllocationId id : planned) {
            Optional<Tracked> one =
                    moves.set().find(id).filter(each -> each.group().gang().isPresent());
            if (one.isEmpty() || !seen.add(id)) {
                continue;
            }
            List<Tracked> gang =
                    Stream.concat(one.stream(), moves.set().matesOf(one.get()).stream())
                            .filter(each -> !each.state().kind().isEnded())
                            .toList();
            gang.forEach(each -> seen.add(each.id()));
            Set<AllocationId> starting = new HashSet<>(planned);
            starting.removeAll(refused.keySet());
            if (!GangStart.tryWith(gang, starting)) {
                gang.stream()
                        .map(Tracked::id)
                        .filter(planned::contains)
                        .forEach(each ->
                                refused.putIfAbsent(
                                        each, "its gang cannot start whole by this plan"));
            }
        }
    }
}
