package dev.meridian.verification.bench.planner;

import com.netflix.fenzo.SchedulingResult;
import com.netflix.fenzo.TaskAssignmentResult;
import com.netflix.fenzo.TaskRequest;
import com.netflix.fenzo.TaskScheduler;
import com.netflix.fenzo.VMAssignmentResult;
import com.netflix.fenzo.VirtualMachineLease;
import com.netflix.fenzo.plugins.BinPackingFitnessCalculators;
import java.util.ArrayList;
import java.util.List;

/// Netflix's Fenzo with its packing of CPU and memory, a pod at a time; what it does not offer
/// again is what it has given away.
final class Fenzo implements Rival, AutoCloseable {
    private static final long NEVER = 1_000_000;

    private final TaskScheduler scheduler;
    private final Task task;
    private List<VirtualMachineLease> offers;

    Fenzo(Task task) {
        this.task = task;
        scheduler =
                new TaskScheduler.Builder()
                        .withFitnessCalculator(BinPackingFitnessCalculators.cpuMemBinPacker)
                        .withLeaseOfferExpirySecs(NEVER)
                        .withLeaseRejectAction(_ -> {})
                        .withSingleOfferPerVM(true)
                        // or it looks for offers to give back, each in all of its nodes
                        .withMaxOffersToReject(0)
                        .disableShortfallEvaluation()
                        .build();
        offers = new ArrayList<>();
        for (int i = 0; i < task.nodes().size(); i++) {
            offers.add(new FenzoLease("n" + i, task.nodes().get(i), System.currentTimeMillis()));
        }
        schedule(List.of());
    }

    @Override
    public boolean place(int pod) {
        SchedulingResult result = schedule(List.of(new FenzoTask("p" + pod, task.pods().get(pod))));
        boolean placed = false;
        for (VMAssignmentResult node : result.getResultMap().values()) {
            for (TaskAssignmentResult one : node.getTasksAssigned()) {
                scheduler.getTaskAssigner().call(one.getRequest(), node.getHostname());
                placed = true;
            }
        }
        return placed;
    }

    private SchedulingResult schedule(List<? extends TaskRequest> tasks) {
        List<VirtualMachineLease> news = offers;
        offers = List.of();
        SchedulingResult result = scheduler.scheduleOnce(tasks, news);
        if (!result.getExceptions().isEmpty()) {
            throw new IllegalStateException("Fenzo failed", result.getExceptions().getFirst());
        }
        return result;
    }

    @Override
    public void close() {
        scheduler.shutdown();
    }
}
