package dev.meridian.verification.bench.planner;

/// The plain loop: of all nodes with room the one that has least left over, each good counted as a
/// part of the largest node.
final class BestFit implements Rival {
    private final Task task;
    private final long[] cpu;
    private final long[] memory;
    private final int[] accelerators;
    private final double ofCpu;
    private final double ofMemory;
    private final double ofAccelerators;

    BestFit(Task task) {
        this.task = task;
        cpu = task.nodes().stream().mapToLong(Good::cpu).toArray();
        memory = task.nodes().stream().mapToLong(Good::memory).toArray();
        accelerators = task.nodes().stream().mapToInt(Good::accelerators).toArray();
        ofCpu = 1.0 / task.nodes().stream().mapToLong(Good::cpu).max().orElse(1);
        ofMemory = 1.0 / task.nodes().stream().mapToLong(Good::memory).max().orElse(1);
        ofAccelerators = 1.0 / task.nodes().stream().mapToInt(Good::accelerators).max().orElse(1);
    }

    @Override
    public boolean place(int number) {
        Good pod = task.pods().get(number);
        int best = -1;
        double least = Double.MAX_VALUE;
        for (int node = 0; node < cpu.length; node++) {
            long cores = cpu[node] - pod.cpu();
            long mebibytes = memory[node] - pod.memory();
            int devices = accelerators[node] - pod.accelerators();
            if (cores < 0 || mebibytes < 0 || devices < 0) {
                continue;
            }
            double left = cores * ofCpu + mebibytes * ofMemory + devices * ofAccelerators;
            if (left < least) {
                least = left;
                best = node;
            }
        }
        if (best < 0) {
            return false;
        }
        cpu[best] -= pod.cpu();
        memory[best] -= pod.memory();
        accelerators[best] -= pod.accelerators();
        return true;
    }
}
