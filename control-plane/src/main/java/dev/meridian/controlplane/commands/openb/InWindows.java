package dev.meridian.controlplane.commands.openb;

import dev.meridian.controlplane.placement.index.Draft;
import dev.meridian.controlplane.placement.index.FastPath;
import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.index.Slot;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.solver.SolverPath;
import dev.meridian.controlplane.placement.solver.SolverSettings;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

/// A window slides over the arrivals by half its length: what is in it has its place reserved and
/// not started, so that the fast path and the solver may still rearrange it, and what waits in it
/// is tried again. What the window leaves behind stays where it is, or never gets a place.
///
/// @param settings of the solver; its window is that of the arrivals
/// @param progress told every few seconds how far it is
public record InWindows(SolverSettings settings, PrintStream progress) implements Mode {
    private static final double NANOS = 1e9;
    private static final double SECONDS_BETWEEN_LINES = 5;
    private static final double PERCENT = 100;

    @Override
    public Result run(Trial trial) {
        List<Requirement> arrivals = trial.arrivals();
        long[] slots = new long[arrivals.size()];
        Arrays.fill(slots, Slot.NONE);
        FleetIndex index = trial.emptyIndex();
        SolverPath solver = new SolverPath(settings);
        Filling filling = new Filling(trial.fleet());
        int step = Math.max(1, settings.window() / 2);
        long moves = 0;
        ProcessorTime time = new ProcessorTime();
        long told = System.nanoTime();
        for (int end = step; end < arrivals.size() + step; end += step) {
            int to = Math.min(end, arrivals.size());
            int from = Math.max(0, end - settings.window());
            for (int i = from; i < to; i++) {
                if (slots[i] != Slot.NONE) {
                    index.give(slots[i], arrivals.get(i));
                    filling.taken(arrivals.get(i));
                }
            }
            moves += plan(trial, from, to, slots, index, solver);
            for (int i = from; i < to; i++) {
                if (slots[i] != Slot.NONE) {
                    filling.placed(arrivals.get(i));
                }
            }
            arrivals.subList(end - step, to).forEach(filling::arrived);
            if ((System.nanoTime() - told) / NANOS > SECONDS_BETWEEN_LINES) {
                told = System.nanoTime();
                progress.printf("  %.0f %% of the arrivals%n", PERCENT * to / arrivals.size());
            }
        }
        double seconds = time.seconds();
        return new Result(
                filling.shareWhenAllAsked(),
                filling.share(),
                seconds,
                filling.placements(),
                moves,
                "windows of %,d arrivals, %s of search for each half"
                        .formatted(
                                settings.window(),
                                settings.movesPerWindow() > 0
                                        ? "%,d moves".formatted(settings.movesPerWindow())
                                        : settings.perWindow().toMillis() + " ms"));
    }

    /// @return moves of the search
    private static long plan(
            Trial trial, int from, int to, long[] slots, FleetIndex index, SolverPath solver) {
        List<Requirement> window = trial.arrivals().subList(from, to);
        Snapshot snapshot = Queue.of(trial.fleet().nodes(), window);
        Draft draft = FastPath.place(snapshot, index);
        SolverPath.Outcome outcome = solver.improve(draft, index, snapshot);
        for (int seat = 0; seat < window.size(); seat++) {
            slots[from + seat] = draft.slot(seat);
        }
        return outcome.moves();
    }
}
