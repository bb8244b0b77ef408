package dev.meridian.controlplane.placement.index;

import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.model.goals.Goals;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;

/// Decisions per second of the fast path against the same scores looked up on every node; run by
/// hand.
final class FastPathBenchmark {
    private static final int ROUNDS = 5;

    private FastPathBenchmark() {}

    static void main() throws IOException {
        Openb trace =
                Openb.read(
                        Openb.folder().orElseThrow(() -> new IOException("no openb trace here")),
                        "openb_pod_list_default.csv");
        for (int nodes : new int[] {0, 10_000}) {
            Openb fleet = nodes == 0 ? trace : trace.resampled(nodes, 7);
            List<Requirement> arrivals = fleet.arrivals(1.3, 42);
            Snapshot snapshot = fleet.snapshot(arrivals);
            Goals goals = Goals.of(snapshot);
            double best = 0;
            for (int round = 0; round < ROUNDS; round++) {
                FleetIndex index = new FleetIndex(snapshot, goals);
                long start = cpuTime();
                FastPath.place(snapshot, index);
                best = Math.max(best, arrivals.size() / ((cpuTime() - start) / 1e9));
            }
            int some = Math.min(arrivals.size(), nodes == 0 ? 5_000 : 1_000);
            double scan = 0;
            for (int round = 0; round < 2; round++) {
                scan = Math.max(scan, scan(snapshot, goals, arrivals.subList(0, some)));
            }
            System.out.printf(
                    "%d nodes: %,.0f decisions/s indexed, %,.0f by scan%n",
                    fleet.nodes().size(), best, scan);
        }
    }

    /// Of this thread, so that neighbours on the machine count less.
    private static long cpuTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static double scan(Snapshot snapshot, Goals goals, List<Requirement> arrivals) {
        FleetIndex index = new FleetIndex(snapshot, goals);
        NodeScore score = new NodeScore(index.capacity(), goals);
        long start = cpuTime();
        for (Requirement requirement : arrivals) {
            float most = NodeScore.NEVER;
            int best = -1;
            int devices = 0;
            for (int node = 0; node < index.capacity().size(); node++) {
                float points = score.of(node, requirement, score.fixedCost(node, requirement));
                if (points > most) {
                    most = points;
                    best = node;
                    devices = score.devices();
                }
            }
            if (best >= 0) {
                index.capacity().take(best, requirement, devices);
                score.changed(best);
            }
        }
        return arrivals.size() / ((cpuTime() - start) / 1e9);
    }
}
