package dev.meridian.controlplane.commands.regions;

import dev.meridian.controlplane.commands.openb.Arrivals;
import dev.meridian.controlplane.commands.openb.Fleet;
import dev.meridian.controlplane.commands.openb.Queue;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.placement.index.Draft;
import dev.meridian.controlplane.placement.index.FastPath;
import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.model.Device;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.Region;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.model.goals.Goals;
import dev.meridian.controlplane.placement.solver.SolverPath;
import dev.meridian.controlplane.placement.solver.SolverSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/// Arrivals that fill a fleet of several regions, batch by batch. What a batch does not place is
/// gone, and what it places stays.
public final class Batches {
    private static final long SEED = 46;
    private static final double NANOS = 1e9;
    private static final double MILLIS = 1e6;
    private static final double PERCENT = 100;

    private final List<Node> nodes;
    private final long capacity;
    private final List<Requirement> arrivals;
    private final Goals goals;
    private final int batch;
    private final SolverPath solver;

    /// @param kinds of nodes to draw from
    /// @param each nodes of a region
    /// @param window arrivals for each region
    /// @param perWindow milliseconds of search
    /// @param full part of a region that is taken from which its batches are searched although
    ///   nothing waits; 0: always
    public Batches(
            Fleet kinds,
            List<Requirement> pods,
            int regions,
            int each,
            int window,
            int perWindow,
            double full) {
        Random random = new Random(SEED);
        nodes = new ArrayList<>();
        for (int region = 0; region < regions; region++) {
            for (int i = 0; i < each; i++) {
                nodes.add(like(kinds.nodes().get(random.nextInt(kinds.nodes().size())), region));
            }
        }
        capacity =
                (long) Device.WHOLE * nodes.stream().mapToInt(node -> node.devices().size()).sum();
        arrivals = Arrivals.of(pods, capacity, SEED);
        goals = Goals.of(Queue.of(nodes, pods));
        batch = regions * window;
        SolverSettings usual = SolverSettings.USUAL;
        solver =
                new SolverPath(
                        new SolverSettings(
                                window,
                                Duration.ofMillis(perWindow),
                                0,
                                usual.perPlan(),
                                full,
                                usual.seed(),
                                usual.strategy()));
    }

    private Node like(Node kind, int region) {
        String name = "n" + nodes.size();
        return new Node(
                new NodeId(new UUID(0, nodes.size())),
                name,
                new Region("region-%02d".formatted(region), null, null),
                kind.cluster(),
                kind.pool(),
                kind.state(),
                kind.labels(),
                kind.taints(),
                kind.capacity(),
                kind.devices(),
                kind.drivers(),
                kind.pricePerHour(),
                kind.relativeSpeed(),
                kind.spot());
    }

    /// @param took nanoseconds of each batch on the clock, ascending
    /// @param allocated percent of the accelerators in the end
    public record Result(int decided, int placed, List<Long> took, double allocated) {
        public double decisionsPerSecond() {
            return decided / seconds();
        }

        public double placementsPerSecond() {
            return placed / seconds();
        }

        private double seconds() {
            return took.stream().mapToLong(Long::longValue).sum() / NANOS;
        }

        /// Milliseconds of a batch.
        public double millis(double percentile) {
            int at = (int) Math.ceil(percentile / PERCENT * took.size()) - 1;
            return took.get(Math.max(0, at)) / MILLIS;
        }
    }

    /// Fills the fleet twice; the first time warms the compiler and counts for nothing.
    public Result run() {
        fill();
        return fill();
    }

    private Result fill() {
        FleetIndex index = new FleetIndex(Queue.of(nodes, List.of()), goals);
        List<Long> took = new ArrayList<>();
        int placed = 0;
        long held = 0;
        for (int from = 0; from < arrivals.size(); from += batch) {
            Snapshot snapshot =
                    Queue.of(
                            nodes, arrivals.subList(from, Math.min(arrivals.size(), from + batch)));
            long start = System.nanoTime();
            Draft draft = FastPath.place(snapshot, index);
            SolverPath.Outcome _ = solver.improve(draft, index, snapshot);
            took.add(System.nanoTime() - start);
            for (int seat = 0; seat < draft.seats().size(); seat++) {
                if (draft.isPlaced(seat)) {
                    placed++;
                    held +=
                            draft.seats()
                                    .get(seat)
                                    .allocation()
                                    .requirement()
                                    .accelerators()
                                    .totalMillis();
                }
            }
        }
        took.sort(Long::compare);
        return new Result(arrivals.size(), placed, took, PERCENT * held / capacity);
    }
}
