package dev.meridian.controlplane.placement.index;

import dev.meridian.controlplane.placement.model.NodeView;
import dev.meridian.controlplane.placement.model.Requirement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The nodes of one region, a run of numbers, with a tree for each requirement. A tree costs hardly
/// more than one look at every node, and each requirement is asked for at least twice: for a node
/// and for a runner-up.
final class RegionIndex {
    /// Bytes for the trees of one region; requirements beyond are answered by scans.
    private static final long MOST_BYTES = 64L << 20;

    /// Of a tree, for each node: two floats, at most doubled by rounding up, and its fixed cost.
    private static final int BYTES_OF_NODE = 20;

    private final NodeScore score;
    private final FreeCapacity capacity;
    private final int from;
    private final int to;
    private Sketch sketch;
    private @Nullable ShapeTree[] trees = new ShapeTree[16];
    private int treeCount;
    private int[] log = new int[64];
    private int logged;

    /// of each node, where in the log its newest change stands: only that one needs to be followed
    private final int[] newest;

    private int bestNode;

    /// One for each run of nodes of a region.
    static List<RegionIndex> all(NumberedNodes nodes, NodeScore score, FreeCapacity capacity) {
        List<RegionIndex> regions = new ArrayList<>();
        for (int from = 0, to; from < nodes.size(); from = to) {
            String region = nodes.get(from).region().name();
            to = from + 1;
            while (to < nodes.size() && nodes.get(to).region().name().equals(region)) {
                to++;
            }
            regions.add(new RegionIndex(score, capacity, from, to));
        }
        return regions;
    }

    RegionIndex(NodeScore score, FreeCapacity capacity, int from, int to) {
        this.score = score;
        this.capacity = capacity;
        this.from = from;
        this.to = to;
        sketch = Sketch.of(capacity, from, to);
        newest = new int[to - from];
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /// False only where no node can have room.
    boolean mayHold(Requirement requirement) {
        return sketch.mayHold(requirement);
    }

    void grown(int node) {
        sketch = sketch.with(capacity.view(node));
    }

    void changed(int node) {
        if (logged == log.length) {
            log = Arrays.copyOf(log, 2 * logged);
        }
        newest[node - from] = logged;
        log[logged++] = node;
    }

    /// The best score among `[low, high)`; the node is in [#bestNode()].
    float best(int shape, Ask ask, int low, int high) {
        ShapeTree tree = tree(shape, ask);
        if (tree == null) {
            return scan(ask, low, high);
        }
        tree.refresh(log, logged, newest);
        bestNode = tree.best(low, high);
        return bestNode < 0 ? NodeScore.NEVER : tree.scoreOf(bestNode);
    }

    record Candidate(int node, float score) {}

    /// The best nodes, the best first.
    List<Candidate> best(int shape, Ask ask, int most) {
        ShapeTree tree = tree(shape, ask);
        if (tree == null) {
            float[] fixedCosts = score.fixedCosts(from, to - from, ask.requirement());
            return IntStream.range(from, to)
                    .mapToObj(node ->
                            new Candidate(node, score.of(node, ask, fixedCosts[node - from])))
                    .filter(one -> one.score() > NodeScore.NEVER)
                    .sorted(Comparator.comparing(Candidate::score).reversed())
                    .limit(most)
                    .toList();
        }
        tree.refresh(log, logged, newest);
        return tree.best(most).stream()
                .map(node -> new Candidate(node, tree.scoreOf(node)))
                .toList();
    }

    /// Of the last question; negative when none can take it.
    int bestNode() {
        return bestNode;
    }

    private @Nullable ShapeTree tree(int shape, Ask ask) {
        if (shape >= trees.length) {
            trees = Arrays.copyOf(trees, Math.max(shape + 1, 2 * trees.length));
        }
        ShapeTree tree = trees[shape];
        if (tree == null && (long) treeCount * (to - from) * BYTES_OF_NODE < MOST_BYTES) {
            tree = new ShapeTree(ask, score, from, to - from, logged);
            trees[shape] = tree;
            treeCount++;
        }
        return tree;
    }

    private float scan(Ask ask, int low, int high) {
        float most = NodeScore.NEVER;
        bestNode = -1;
        float[] fixedCosts = score.fixedCosts(low, high - low, ask.requirement());
        for (int node = low; node < high; node++) {
            float points = score.of(node, ask, fixedCosts[node - low]);
            if (points > most) {
                most = points;
                bestNode = node;
            }
        }
        return most;
    }

    /// The most that any one node of the region had free of each good: an upper bound.
    private record Sketch(long cpu, long memory, long disk, int devices) {

        static Sketch of(FreeCapacity capacity, int from, int to) {
            long cpu = 0;
            long memory = 0;
            long disk = 0;
            int devices = 0;
            for (int i = from; i < to; i++) {
                NodeView view = capacity.view(i);
                cpu = Math.max(cpu, view.cpuFree());
                memory = Math.max(memory, view.memoryFree());
                disk = Math.max(disk, view.diskFree());
                devices = Math.max(devices, capacity.deviceCount(i));
            }
            return new Sketch(cpu, memory, disk, devices);
        }

        Sketch with(NodeView view) {
            long cpuFree = view.cpuFree();
            long memoryFree = view.memoryFree();
            long diskFree = view.diskFree();
            return cpuFree <= cpu && memoryFree <= memory && diskFree <= disk
                    ? this
                    : new Sketch(
                            Math.max(cpu, cpuFree),
                            Math.max(memory, memoryFree),
                            Math.max(disk, diskFree),
                            devices);
        }

        boolean mayHold(Requirement requirement) {
            return requirement.amounts().cpu().value() <= cpu
                    && requirement.amounts().memory().value() <= memory
                    && requirement.amounts().disk().value() <= disk
                    && requirement.accelerators().count() <= devices;
        }
    }
}
