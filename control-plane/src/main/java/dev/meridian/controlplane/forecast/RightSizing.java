package dev.meridian.controlplane.forecast;

import static java.util.Comparator.comparingDouble;
import static java.util.stream.Collectors.groupingBy;

import dev.meridian.controlplane.forecast.model.runtime.Hint;
import dev.meridian.controlplane.forecast.model.runtime.Prediction;
import dev.meridian.controlplane.forecast.model.runtime.Target;
import dev.meridian.controlplane.forecast.model.runtime.Traits;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.spec.AcceleratorRequest;
import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import dev.meridian.controlplane.jobs.model.spec.TaskGroupSpec;
import dev.meridian.controlplane.jobs.model.view.AllocationView;
import dev.meridian.controlplane.jobs.model.view.AttemptView;
import dev.meridian.controlplane.jobs.model.view.JobView;
import dev.meridian.controlplane.telemetry.TelemetryQueries;
import dev.meridian.controlplane.telemetry.model.DeviceUse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Tells of a job what it is expected to take, and what it asks for and does not use.
@Service
public class RightSizing {
    private static final double MILLIS = 1000;

    /// A start is not what a run is like.
    private static final Duration SHORTEST = Duration.ofSeconds(30);

    /// So many instances of a group tell enough of its devices.
    private static final int INSTANCES = 16;

    private static final Duration DEVICES_SINCE = Duration.ofDays(7);
    private static final double QUARTERS = 4;
    private static final int LEAST_QUARTERS = 8;

    private final RunTimes times;
    private final TelemetryQueries telemetry;
    private final Clock clock;

    RightSizing(RunTimes times, TelemetryQueries telemetry, Clock clock) {
        this.times = times;
        this.telemetry = telemetry;
        this.clock = clock;
    }

    /// @param time seconds; empty where no run like it is known
    /// @param memory MiB held at most; likewise
    public record Expected(String group, Optional<Prediction> time, Optional<Prediction> memory) {}

    /// Of each of its task groups.
    public List<Expected> expected(JobView job) {
        return groups(job).stream()
                .map(group -> {
                    Traits traits = RunTimes.traits(group, job.line().submittedBy());
                    return new Expected(
                            group.name(),
                            times.predict(Target.RUNTIME, traits, clock.instant()),
                            times.predict(Target.MEMORY, traits, clock.instant()));
                })
                .toList();
    }

    /// None where what is stored of them cannot be read.
    private static List<TaskGroupSpec> groups(JobView job) {
        JobSpec spec = job.spec();
        return spec == null ? List.of() : spec.taskGroups();
    }

    /// From its own attempts, and from runs of the same program before it.
    public List<Hint> hints(JobView job) {
        List<Hint> hints = new ArrayList<>();
        for (TaskGroupSpec group : groups(job)) {
            List<AttemptView> attempts =
                    job.allocations().stream()
                            .filter(one -> one.group().equals(group.name()))
                            .flatMap(one -> one.attempts().stream())
                            .toList();
            memory(job, group, attempts).ifPresent(hints::add);
            cores(group, attempts).ifPresent(hints::add);
            devices(job, group).ifPresent(hints::add);
        }
        return hints;
    }

    private Optional<Hint> memory(JobView job, TaskGroupSpec group, List<AttemptView> attempts) {
        double peak = 0;
        int runs = 0;
        for (AttemptView each : attempts) {
            if (each.peakMemoryMib() != null && each.endedAt() != null) {
                peak = Math.max(peak, each.peakMemoryMib());
                runs++;
            }
        }
        Optional<Prediction> like =
                times.predict(
                                Target.MEMORY,
                                RunTimes.traits(group, job.line().submittedBy()),
                                clock.instant())
                        .filter(told -> told.link().isOfProgram());
        if (like.isPresent()) {
            peak = Math.max(peak, like.get().distribution().p90());
            runs = Math.max(runs, like.get().samples());
        }
        return Hint.ofMemory(group.name(), group.resources().memory().value(), peak, runs);
    }

    private static Optional<Hint> cores(TaskGroupSpec group, List<AttemptView> attempts) {
        double busiest = 0;
        int runs = 0;
        for (AttemptView each : attempts) {
            if (each.cpuTimeMillis() != null
                    && each.startedAt() != null
                    && each.endedAt() != null) {
                Duration ran = Duration.between(each.startedAt(), each.endedAt());
                if (ran.compareTo(SHORTEST) >= 0) {
                    busiest = Math.max(busiest, each.cpuTimeMillis() / (double) ran.toMillis());
                    runs++;
                }
            }
        }
        return Hint.ofCores(group.name(), group.resources().cpu().value() / MILLIS, busiest, runs);
    }

    /// Of shares of a device nothing is known: what several hold cannot be told apart.
    private Optional<Hint> devices(JobView job, TaskGroupSpec group) {
        @Nullable AcceleratorRequest asked = group.resources().accelerators();
        if (asked == null || asked.millisPerDevice() < AcceleratorRequest.WHOLE) {
            return Optional.empty();
        }
        List<AllocationId> some =
                job.allocations().stream()
                        .filter(one ->
                                one.group().equals(group.name()) && !one.attempts().isEmpty())
                        .limit(INSTANCES)
                        .map(AllocationView::id)
                        .toList();
        Map<AllocationId, List<DeviceUse>> uses =
                telemetry.devices(some, clock.instant().minus(DEVICES_SINCE)).stream()
                        .filter(use -> use.quarters() >= LEAST_QUARTERS)
                        .collect(groupingBy(DeviceUse::allocation));
        return uses.values().stream()
                .max(comparingDouble(RightSizing::sum))
                .flatMap(busiest ->
                        Hint.ofDevices(
                                group.name(),
                                asked.model(),
                                asked.count(),
                                busiest.stream().map(DeviceUse::mean).toList(),
                                busiest.getFirst().quarters() / QUARTERS,
                                uses.size()));
    }

    private static double sum(List<DeviceUse> devices) {
        return devices.stream().mapToDouble(DeviceUse::mean).sum();
    }
}
