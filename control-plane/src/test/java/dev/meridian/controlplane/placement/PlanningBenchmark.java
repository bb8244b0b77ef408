package dev.meridian.controlplane.placement;

import dev.meridian.controlplane.placement.index.Openb;
import dev.meridian.controlplane.placement.model.Plan;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.solver.SolverSettings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;

/// A whole plan for a thousand pending jobs on ten thousand nodes, empty and crowded; run by hand.
final class PlanningBenchmark {
    private static final int ROUNDS = 8;

    private PlanningBenchmark() {}

    static void main() throws IOException {
        Openb trace =
                Openb.read(
                        Openb.folder().orElseThrow(() -> new IOException("no openb trace here")),
                        "openb_pod_list_default.csv");
        Planning planning = new Planning(SolverSettings.USUAL);
        for (int nodes : new int[] {100, 10_000}) {
            Openb fleet = trace.resampled(nodes, 7);
            List<Requirement> arrivals = fleet.arrivals(1.3, 42);
            Snapshot snapshot =
                    fleet.snapshot(arrivals.subList(0, Math.min(1_000, arrivals.size())));
            for (int round = 0; round < ROUNDS; round++) {
                long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                Plan plan = planning.plan(snapshot);
                long took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
                System.out.printf(
                        "%d nodes, %d pending: %d ms of CPU, %d placed, %s%n",
                        nodes,
                        snapshot.pending(),
                        took / 1_000_000,
                        plan.decisions().size(),
                        plan.figures());
            }
        }
    }
}
