package dev.meridian.controlplane.commands.outcome.pollux;

import dev.meridian.controlplane.commands.outcome.Work;
import dev.meridian.controlplane.placement.model.Node;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One of the six applications: how long it trains with so many replicas and such a batch.
///
/// A batch that is too large for the replicas' memory is cut into passes, of which only the last
/// one synchronises. As in the published simulator, a single replica with more than the smallest
/// batch makes at least two passes, and yolov3 takes at most 8 images in each.
final class Application {
    private static final Map<String, Integer> MOST_OF_A_PASS = Map.of("yolov3", 8);

    private final StepTimes times;
    private final Training training;
    private final int largestPass;
    private final Map<Passes, Double> steps = new HashMap<>();

    /// @param batch of one replica in one pass
    record Passes(int replicas, int batch, int count) {
        int all() {
            return replicas * batch * count;
        }
    }

    private Application(StepTimes times, Training training, int largestPass) {
        this.times = times;
        this.training = training;
        this.largestPass = largestPass;
    }

    /// @param folder named like the application
    static Application read(Path folder) {
        StepTimes times = StepTimes.read(folder);
        return new Application(
                times,
                Training.read(folder),
                MOST_OF_A_PASS.getOrDefault(
                        folder.getFileName().toString(), times.largestLocalBatch()));
    }

    Work work(int replicas, int batch) {
        Passes passes = passes(replicas, batch);
        return nodes -> seconds(passes, nodes);
    }

    private double seconds(Passes passes, List<Node> nodes) {
        Map<Node, Integer> perNode = new LinkedHashMap<>();
        nodes.forEach(node -> perNode.merge(node, 1, Integer::sum));
        return steps.computeIfAbsent(passes, each -> training.steps(each.all()))
                * step(passes, perNode.values().stream().sorted().toList());
    }

    /// Seconds of one step.
    double step(Passes passes, List<Integer> replicas) {
        StepTimes.Step step = times.of(replicas, passes.batch());
        return step.seconds() + (passes.count() - 1) * (step.seconds() - step.sync());
    }

    Passes passes(int replicas, int batch) {
        int local = Math.ceilDiv(batch, replicas);
        int count = Math.ceilDiv(local, largestPass);
        if (replicas == 1 && batch > training.smallestBatch()) {
            count = Math.max(2, count);
        }
        return new Passes(
                replicas,
                Math.min(Math.ceilDiv(local, count), training.largestBatch() / (replicas * count)),
                count);
    }
}
