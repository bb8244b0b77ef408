package dev.meridian.controlplane.jobs;

import static java.util.stream.Collectors.toSet;

import dev.meridian.controlplane.jobs.model.EligibleGroup;
import dev.meridian.controlplane.jobs.model.HoldsPlace;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.Spent;
import dev.meridian.controlplane.jobs.model.WantedStandby;
import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import dev.meridian.controlplane.jobs.store.SpentRows;
import dev.meridian.controlplane.jobs.store.StandbyNeeds;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/// Which allocations are to have another place stand by for them.
@Service
public class StandbyWork {
    private static final long SECONDS_OF_A_DRAW = 60;

    private final StandbyNeeds needs;
    private final SpecCache specs;
    private final SpentRows spent;

    StandbyWork(StandbyNeeds needs, SpecCache specs, SpentRows spent) {
        this.needs = needs;
        this.specs = specs;
        this.spent = spent;
    }

    /// One for each allocation that lacks any, up to a limit: the most important of those that no
    /// plan has found a place impossible for; then of the others a draw that changes each minute,
    /// so that none waits behind them, and none of them for ever.
    public List<WantedStandby> wanted(int limit, Instant now) {
        return needs.wanted(limit, now.getEpochSecond() / SECONDS_OF_A_DRAW);
    }

    /// Which allocations lack one: another text whenever they are others, or had one since; empty
    /// where none does.
    public String missing() {
        return needs.missing();
    }

    /// The same as groups that a planner can place.
    public List<EligibleGroup> groups(List<WantedStandby> wanted) {
        if (wanted.isEmpty()) {
            return List.of();
        }
        Map<JobId, JobSpec> byJob =
                specs.readable(wanted.stream().map(WantedStandby::job).collect(toSet()));
        return HoldsPlace.groups(wanted, byJob, spending(byJob));
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
}
