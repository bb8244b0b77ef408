package dev.meridian.controlplane.placement.solver;

import ai.timefold.solver.core.api.score.HardMediumSoftScore;
import dev.meridian.controlplane.placement.index.Slot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lets Timefold search on from an answer that somebody has found for a [Rearrangement].
public final class Rearranging {
    private final WindowSearch search;

    /// The genetic search knows no homes; hill climbing stands in for it.
    public Rearranging(SolverSettings settings) {
        search =
                new WindowSolver(
                        settings.strategy() == Strategy.GENETIC
                                ? settings.with(Strategy.HILL_CLIMBING)
                                : settings);
    }

    /// @param settled where each of those that had a place is then; [Slot#NONE]: nowhere
    /// @param coming where each of those that came is
    /// @param better whether it scores better than what the search began with
    /// @param moves that were scored
    public record Answer(List<Long> settled, List<Long> coming, boolean better, long moves) {}

    /// Changes nothing.
    public Answer improve(Rearrangement asked) {
        Problem seeded = asked.problem();
        HardMediumSoftScore before = WindowSolver.score(seeded);
        WindowSearch.Found found = search.improve(seeded);
        HardMediumSoftScore after = WindowSolver.score(found.best());
        List<Long> slots = new ArrayList<>();
        for (Seating one : found.best().seatings()) {
            @Nullable Long slot = one.slot();
            slots.add(slot == null ? Slot.NONE : slot);
        }
        return new Answer(
                List.copyOf(slots.subList(0, asked.settled().size())),
                List.copyOf(slots.subList(asked.settled().size(), slots.size())),
                after.compareTo(before) > 0 && after.hardScore() >= 0,
                found.moves());
    }
}
