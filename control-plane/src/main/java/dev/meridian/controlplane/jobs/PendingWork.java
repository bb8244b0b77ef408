package dev.meridian.controlplane.jobs;

import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.EligibleGroup;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.Shrinking;
import dev.meridian.controlplane.jobs.model.Spent;
import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import dev.meridian.controlplane.jobs.model.spec.TaskGroupSpec;
import dev.meridian.controlplane.jobs.store.EligibleRows;
import dev.meridian.controlplane.jobs.store.EligibleRows.Found;
import dev.meridian.controlplane.jobs.store.SpentRows;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Service;

/// What may be placed now.
@Service
@EnableConfigurationProperties(GangSettings.class)
public class PendingWork {
    private final EligibleRows rows;
    private final SpecCache specs;
    private final SpentRows spent;
    private final Unplannable unplannable;
    private final GangSettings gangs;

    PendingWork(
            EligibleRows rows,
            SpecCache specs,
            SpentRows spent,
            Unplannable unplannable,
            GangSettings gangs) {
        this.gangs = gangs;
        this.unplannable = unplannable;
        this.rows = rows;
        this.specs = specs;
        this.spent = spent;
    }

    private record Gang(JobId job, String key) {}

    /// By priority, then by age. Left out: groups whose dependsOn have not succeeded, suspended
    /// jobs, back-offs that last, sub-tasks over an array's maxRunning, gangs of which a copy still
    /// lives.
    ///
    /// @param limit allocations, about: a gang is never cut
    public List<EligibleGroup> eligible(int limit, Instant now) {
        return groups(rows.eligible(limit, now));
    }

    /// What of these jobs may be placed now, as if there were no others.
    public List<EligibleGroup> eligibleOf(Collection<JobId> jobs, int limit, Instant now) {
        return jobs.isEmpty() ? List.of() : groups(rows.eligibleOf(jobs, limit, now));
    }

    /// The first of each queue, however much of others comes before it.
    ///
    /// @param limit allocations, about, over all queues, each of which has its even part
    public List<EligibleGroup> eligibleOfQueues(int limit, Instant now) {
        return eligibleOf(rows.parts(limit), 2 * limit, now);
    }

    /// Of each job the back-off that ends next: until then nothing of it becomes eligible by
    /// itself.
    public Map<JobId, Instant> backOffs(Instant now) {
        return rows.backOffs(now);
    }

    public Map<JobId, Instant> backOffsOf(Collection<JobId> jobs, Instant now) {
        return jobs.isEmpty() ? Map.of() : rows.backOffsOf(jobs, now);
    }

    private List<EligibleGroup> groups(List<Found> found) {
        Map<Gang, Integer> seen = new HashMap<>();
        for (Found each : found) {
            each.gang().ifPresent(key -> seen.merge(new Gang(each.job(), key), 1, Integer::sum));
        }
        Map<JobId, JobSpec> byJob =
                specs.of(
                        found.stream().map(Found::job).collect(Collectors.toSet()),
                        (job, failure) -> unplannable.add(job, waiting(found, job), failure));
        Map<JobId, Spent> spending = spending(byJob);
        return found.stream()
                .filter(each -> each.gang().isEmpty() || isWhole(each, seen))
                .flatMap(each ->
                        group(
                                each,
                                byJob.get(each.job()),
                                spending.getOrDefault(each.job(), Spent.NOTHING))
                                .stream())
                .toList();
    }

    private static List<AllocationId> waiting(List<Found> found, JobId job) {
        return found.stream()
                .filter(each -> each.job().equals(job))
                .flatMap(each -> each.waiting().stream())
                .map(EligibleGroup.Waiting::allocation)
                .toList();
    }

    /// Asked of those alone that have a budget.
    private Map<JobId, Spent> spending(Map<JobId, JobSpec> byJob) {
        List<JobId> limited =
                byJob.entrySet().stream()
                        .filter(job -> job.getValue().budget() != null)
                        .map(Map.Entry::getKey)
                        .toList();
        return limited.isEmpty() ? Map.of() : spent.of(limited);
    }

    /// Whether nothing may be placed now, for the price of one row. It may be wrong only by naming
    /// a gang of which one group cannot be placed yet.
    public boolean isEmpty(Instant now) {
        // not through eligible(1): a gang over two groups is cut by that limit, and would not be
        // seen
        return rows.eligible(1, now).isEmpty();
    }

    /// When the next back-off ends; a loop need not look before for that alone.
    public Optional<Instant> nextBackoffEnd(Instant now) {
        return rows.nextBackoffEnd(now);
    }

    private static boolean isWhole(Found each, Map<Gang, Integer> seen) {
        return each.gang()
                .map(key -> seen.get(new Gang(each.job(), key)))
                .filter(n -> n >= each.gangGroups())
                .isPresent();
    }

    private Optional<Shrinking> shrinking(Found found) {
        return Shrinking.of(
                found.size().least(),
                found.size().last(),
                found.size().succeeded(),
                found.waiting(),
                gangs.shrinkAfter());
    }

    private Optional<EligibleGroup> group(Found found, @Nullable JobSpec spec, Spent spent) {
        if (spec == null) {
            return Optional.empty();
        }
        Optional<TaskGroupSpec> group = spec.group(found.name());
        return group.map(each ->
                new EligibleGroup(
                        found.job(),
                        found.group(),
                        spec,
                        each,
                        found.queue(),
                        found.priority(),
                        found.submittedAt(),
                        found.gang(),
                        found.placed(),
                        shrinking(found),
                        spent,
                        found.waiting()));
    }
}
