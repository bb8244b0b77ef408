package dev.meridian.controlplane.commands.openb;

import dev.meridian.controlplane.placement.index.Draft;
import dev.meridian.controlplane.placement.index.FastPath;
import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.solver.SolverPath;
import dev.meridian.controlplane.placement.solver.SolverSettings;
import java.io.PrintStream;
import java.util.List;

/// Pods gather until a window is full; the fast path places them and the solver rearranges them,
/// but nothing of an earlier window. What has no place then never gets one.
///
/// @param settings of the solver; its window is that of the arrivals
/// @param progress told every few seconds how far it is
public record InWindows(SolverSettings settings, PrintStream progress) implements Mode {
    private static final double NANOS = 1e9;
    private static final double SECONDS_BETWEEN_LINES = 5;

    @Override
    public Result run(Trial trial) {
        Filling filling = new Filling(trial.fleet());
        FleetIndex index = trial.emptyIndex();
        SolverPath solver = new SolverPath(settings);
        List<Requirement> arrivals = trial.arrivals();
        long start = System.nanoTime();
        long told = start;
        for (int from = 0; from < arrivals.size(); from += settings.window()) {
            int to = Math.min(arrivals.size(), from + settings.window());
            place(trial, arrivals.subList(from, to), index, solver, filling);
            if ((System.nanoTime() - told) / NANOS > SECONDS_BETWEEN_LINES) {
                told = System.nanoTime();
                progress.printf(
                        "  %,d of %,d arrivals, %.2f %% allocated%n",
                        to, arrivals.size(), filling.share());
            }
        }
        return new Result(
                filling.shareWhenAllAsked(),
                filling.share(),
                (System.nanoTime() - start) / NANOS,
                filling.placements(),
                "windows of %,d arrivals, %d ms of search each"
                        .formatted(settings.window(), settings.perWindow().toMillis()));
    }

    private static void place(
            Trial trial,
            List<Requirement> window,
            FleetIndex index,
            SolverPath solver,
            Filling filling) {
        Snapshot snapshot = Queue.of(trial.fleet().nodes(), window);
        Draft draft = FastPath.place(snapshot, index);
        solver.improve(draft, index, snapshot);
        for (int seat = 0; seat < window.size(); seat++) {
            filling.arrived(window.get(seat));
            if (draft.isPlaced(seat)) {
                filling.placed(window.get(seat));
            }
        }
    }
}
