package dev.meridian.verification.bench.planner;

import com.netflix.fenzo.ConstraintEvaluator;
import com.netflix.fenzo.TaskRequest;
import com.netflix.fenzo.VMTaskFitnessCalculator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A pod as Fenzo is asked for it.
final class FenzoTask implements TaskRequest {
    private static final double MILLIS = 1000;

    private final String id;
    private final Good pod;
    private @Nullable AssignedResources assigned;

    FenzoTask(String id, Good pod) {
        this.id = id;
        this.pod = pod;
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public String taskGroupName() {
        return "";
    }

    @Override
    public double getCPUs() {
        return pod.cpu() / MILLIS;
    }

    @Override
    public double getMemory() {
        return pod.memory();
    }

    @Override
    public double getNetworkMbps() {
        return 0;
    }

    @Override
    public double getDisk() {
        return 0;
    }

    @Override
    public int getPorts() {
        return 0;
    }

    @Override
    public Map<String, Double> getScalarRequests() {
        return pod.accelerators() == 0
                ? Map.of()
                : Map.of(FenzoLease.ACCELERATORS, (double) pod.accelerators());
    }

    @Override
    public Map<String, NamedResourceSetRequest> getCustomNamedResources() {
        return Map.of();
    }

    @Override
    public List<? extends ConstraintEvaluator> getHardConstraints() {
        return List.of();
    }

    @Override
    public List<? extends VMTaskFitnessCalculator> getSoftConstraints() {
        return List.of();
    }

    @Override
    public void setAssignedResources(AssignedResources resources) {
        assigned = resources;
    }

    @Override
    public @Nullable AssignedResources getAssignedResources() {
        return assigned;
    }
}
