package dev.meridian.controlplane.jobs.imports.slurm;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How the tasks of a job lie on nodes, in our terms: instances of a group, each holding what the
/// tasks of one node need; or one instance for each task where no nodes are asked for.
///
/// @param atLeast instances with which it could begin; null: all
/// @param oneNode the tasks were put onto one node, though Slurm might have spread them
record Layout(
        int instances,
        @Nullable Integer atLeast,
        int tasksPerInstance,
        int cpusPerTask,
        int tasks,
        int gpus,
        boolean oneNode) {

    private static final int MOST = 100_000;
    private static final Pattern NODES = Pattern.compile("(\\d{1,6})(?:-(\\d{1,6}))?");

    static Layout of(Options options, boolean steps) {
        Optional<int[]> nodes = options.take("nodes").map(Layout::nodes);
        Optional<Integer> perNode = options.take("ntasks-per-node").map(Option::positive);
        Optional<Integer> tasks = options.take("ntasks").map(Option::positive);
        int cpusPerTask = options.take("cpus-per-task").map(Option::positive).orElse(1);
        long product = (long) perNode.orElse(1) * nodes.map(n -> n[1]).orElse(1);
        int all = tasks.orElse((int) Math.min(Integer.MAX_VALUE / 2, product));
        if (nodes.isEmpty() && perNode.isPresent()) {
            int needed = ceil(all, perNode.get());
            return whole(new int[] {needed, needed}, all, perNode.get(), cpusPerTask);
        }
        if (nodes.isPresent()) {
            int spread = ceil(all, Math.max(1, nodes.get()[1]));
            return whole(nodes.get(), all, perNode.orElse(spread), cpusPerTask);
        }
        boolean onOne = !steps || options.has("gres") || options.has("gpus-per-node");
        return onOne || all == 1
                ? new Layout(1, null, all, cpusPerTask, all, 0, all > 1)
                : new Layout(limited(all), null, 1, cpusPerTask, all, 0, false);
    }

    private static Layout whole(int[] nodes, int tasks, int perNode, int cpusPerTask) {
        Integer atLeast = nodes[0] < nodes[1] ? (Integer) nodes[0] : null;
        return new Layout(limited(nodes[1]), atLeast, perNode, cpusPerTask, tasks, 0, false);
    }

    Layout withGpus(int each) {
        return new Layout(instances, atLeast, tasksPerInstance, cpusPerTask, tasks, each, oneNode);
    }

    Layout withCpusPerTask(int each) {
        return new Layout(instances, atLeast, tasksPerInstance, each, tasks, gpus, oneNode);
    }

    int nodes() {
        return instances;
    }

    /// Of each instance.
    int cpus() {
        return (int) Math.min(Integer.MAX_VALUE, (long) tasksPerInstance * cpusPerTask);
    }

    static int ceil(int dividend, int divisor) {
        return (dividend + divisor - 1) / divisor;
    }

    private static int limited(int count) {
        return Math.clamp(count, 1, MOST);
    }

    private static int[] nodes(Option option) {
        String[] choices = option.value().split(",");
        Matcher m =
                NODES.matcher(
                        choices.length == 0
                                ? ""
                                : choices[choices.length - 1].replaceFirst(":\\d+$", ""));
        if (!m.matches() || Integer.parseInt(m.group(1)) == 0) {
            throw option.wrong("a number of nodes such as 4 or 2-4");
        }
        int least = Integer.parseInt(m.group(1));
        int most = m.group(2) == null ? least : Integer.parseInt(m.group(2));
        if (most < least) {
            throw option.wrong("a number of nodes such as 4 or 2-4");
        }
        return new int[] {least, most};
    }
}
