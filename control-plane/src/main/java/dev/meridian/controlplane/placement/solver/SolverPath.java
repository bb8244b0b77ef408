package dev.meridian.controlplane.placement.solver;

import ai.timefold.solver.core.api.score.HardMediumSoftScore;
import dev.meridian.controlplane.placement.index.Draft;
import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.index.Slot;
import dev.meridian.controlplane.placement.model.Snapshot;
import java.util.List;

/// The second speed: takes the fast path's draft, rearranges window after window of it where that
/// may help, and keeps what scores better. Only what the draft itself places moves; what runs
/// stays.
public final class SolverPath {
    private static final double MILLIPOINTS = 1000;

    private final SolverSettings settings;
    private final WindowSearch search;

    public SolverPath(SolverSettings settings) {
        this.settings = settings;
        search = WindowSearch.of(settings);
    }

    /// @param looked allocations in the windows that were searched
    /// @param placed that the fast path had left waiting, less those that now wait instead
    /// @param gain points of the soft goals, where as much is placed as before
    /// @param moves that were scored
    public record Outcome(int looked, int placed, double gain, long moves) {
        static final Outcome NOTHING = new Outcome(0, 0, 0, 0);

        private Outcome plus(Outcome other) {
            return new Outcome(
                    looked + other.looked,
                    placed + other.placed,
                    gain + other.gain,
                    moves + other.moves);
        }
    }

    public Outcome improve(Draft draft, FleetIndex index, Snapshot snapshot) {
        long start = System.nanoTime();
        Outcome all = Outcome.NOTHING;
        Worth worth = new Worth(draft, index, settings.threshold());
        for (List<Integer> seats : Windows.of(draft, settings.window())) {
            if (System.nanoTime() - start > settings.perPlan().toNanos()) {
                break;
            }
            if (worth.searching(seats)) {
                all = all.plus(improve(draft, index, snapshot, seats));
            }
        }
        return all;
    }

    private Outcome improve(Draft draft, FleetIndex index, Snapshot snapshot, List<Integer> seats) {
        Problem seeded = WindowProblem.of(draft, index, snapshot, seats);
        HardMediumSoftScore before = WindowSolver.score(seeded);
        WindowSearch.Found found = search.improve(seeded);
        Problem solved = found.best();
        HardMediumSoftScore after = WindowSolver.score(solved);
        if (after.compareTo(before) <= 0
                || after.hardScore() < 0
                || !new QuotaSwap(draft, index.capacity()).book(seats, solved)) {
            return new Outcome(seats.size(), 0, 0, found.moves());
        }
        int placed = 0;
        for (int i = 0; i < seats.size(); i++) {
            int seat = seats.get(i);
            if (draft.isPlaced(seat)) {
                index.give(draft.slot(seat), solved.seatings().get(i).requirement());
                placed--;
            }
        }
        for (int i = 0; i < seats.size(); i++) {
            Long slot = solved.seatings().get(i).slot();
            draft.place(seats.get(i), slot == null ? Slot.NONE : slot);
            if (slot != null) {
                index.take(slot, solved.seatings().get(i).requirement());
                placed++;
            }
        }
        boolean samePlaced = after.mediumScore() == before.mediumScore();
        double gain = samePlaced ? (after.softScore() - before.softScore()) / MILLIPOINTS : 0;
        return new Outcome(seats.size(), placed, gain, found.moves());
    }
}
