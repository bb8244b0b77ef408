package dev.meridian.controlplane.jobs;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.JobOrder;
import dev.meridian.controlplane.jobs.model.Loss;
import dev.meridian.controlplane.jobs.model.Move;
import dev.meridian.controlplane.jobs.model.NewJob;
import dev.meridian.controlplane.jobs.model.NewPlacement;
import dev.meridian.controlplane.jobs.model.Observation;
import dev.meridian.controlplane.jobs.model.ObservationAnswer;
import dev.meridian.controlplane.jobs.model.OrderOutcome;
import dev.meridian.controlplane.jobs.model.PlacementOutcome;
import dev.meridian.controlplane.jobs.model.Stop;
import dev.meridian.controlplane.jobs.model.StopOrder;
import dev.meridian.controlplane.jobs.model.Submission;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;

/// Everything that changes a job. Each call is one transaction; loops are woken after it is
/// durable.
///
/// `now` is the time by which leases and back-offs are counted; callers that keep leases give
/// theirs.
@Service
public class Jobs {
    private final Submissions submissions;
    private final JobOrders orders;
    private final Observations observations;
    private final Commits commits;
    private final Disturbances disturbances;
    private final Relocations relocations;
    private final Clock clock;

    Jobs(
            Submissions submissions,
            JobOrders orders,
            Observations observations,
            Commits commits,
            Disturbances disturbances,
            Relocations relocations,
            Clock clock) {
        this.submissions = submissions;
        this.orders = orders;
        this.observations = observations;
        this.commits = commits;
        this.disturbances = disturbances;
        this.relocations = relocations;
        this.clock = clock;
    }

    public Submission submit(NewJob job) {
        return submitAll(List.of(job)).getFirst();
    }

    /// Stores all of them, or none when the database fails.
    ///
    /// @return one answer for each, in order
    public List<Submission> submitAll(List<NewJob> jobs) {
        return jobs.isEmpty() ? List.of() : submissions.submit(jobs, clock.instant());
    }

    /// Ends it for good: what waits at once, what runs when its agents have reported.
    public OrderOutcome cancel(JobId job, String reason) {
        return orders.cancel(job, reason, clock.instant());
    }

    /// Stops what runs and holds all back until [#resume].
    public OrderOutcome suspend(JobId job, String reason) {
        return orders.suspend(job, reason, clock.instant());
    }

    public OrderOutcome resume(JobId job, String reason) {
        return orders.resume(job, reason, clock.instant());
    }

    /// Runs again what failed or was cancelled; a success is never run again.
    public OrderOutcome retry(JobId job, String reason) {
        return orders.retry(job, reason, clock.instant());
    }

    /// One of the four orders above.
    public OrderOutcome order(JobOrder order, JobId job, String reason) {
        return switch (order) {
            case CANCEL -> cancel(job, reason);
            case SUSPEND -> suspend(job, reason);
            case RESUME -> resume(job, reason);
            case RETRY -> retry(job, reason);
        };
    }

    /// Applies what agents said, in order, each by compare-and-set on its epoch.
    ///
    /// @return one answer for each, in order
    public List<ObservationAnswer> observe(List<Observation> observations, Instant now) {
        return observations.isEmpty() ? List.of() : this.observations.observe(observations, now);
    }

    /// Commits the rows of a plan that are not stale: the epoch grows by one, attempt and lease are
    /// opened.
    public PlacementOutcome place(List<NewPlacement> placements, Instant now) {
        return placements.isEmpty() ? PlacementOutcome.NOTHING : commits.place(placements, now);
    }

    /// These copies may be replaced: what they belong to waits again. Stale epochs are passed over.
    ///
    /// @return nodes whose desired state has changed
    public Set<NodeId> lose(List<Loss> losses, Instant now) {
        return losses.isEmpty() ? Set.of() : disturbances.lose(losses, now).touched();
    }

    /// The nodes are silent: what they hold turns UNKNOWN, and keeps its leases.
    public void contactLost(Collection<NodeId> nodes, Instant now) {
        if (!nodes.isEmpty()) {
            disturbances.contactLost(nodes, now);
        }
    }

    public void contactReturned(Collection<NodeId> nodes, Instant now) {
        if (!nodes.isEmpty()) {
            disturbances.contactReturned(nodes, now);
        }
    }

    /// Orders copies to stop (DRAIN, PREEMPT …); they are over when their agents have reported.
    ///
    /// @return nodes whose desired state has changed
    public Set<NodeId> orderStop(
            Collection<AllocationId> allocations, StopOrder order, String reason, Instant now) {
        return allocations.isEmpty()
                ? Set.of()
                : disturbances.orderStop(allocations, order, reason, now).touched();
    }

    /// Keeps what waits of a job out of plans until then, or until somebody orders a retry.
    ///
    /// @param reason a sentence for people, for the job's history
    /// @return those of the allocations that are kept out now and were not before
    public Set<AllocationId> quarantine(
            JobId job,
            Collection<AllocationId> allocations,
            String reason,
            Instant until,
            Instant now) {
        return allocations.isEmpty()
                ? Set.of()
                : disturbances.quarantine(job, allocations, reason, until, now);
    }

    /// Moves live allocations whose rows are not stale: the copy of each departs, and its next
    /// place is taken, at once.
    public PlacementOutcome relocate(List<Move> moves, Instant now) {
        return moves.isEmpty() ? PlacementOutcome.NOTHING : relocations.move(moves, now);
    }

    /// The same, all of them or none.
    ///
    /// @return why not; empty when all was done
    public Optional<String> relocateTogether(List<Move> moves, Instant now) {
        return moves.isEmpty() ? Optional.empty() : relocations.moveTogether(moves, now);
    }

    /// Adds a line to the history of each job that one of these allocations is of.
    public void tell(
            Collection<AllocationId> allocations, String kind, String sentence, Instant now) {
        if (!allocations.isEmpty()) {
            disturbances.tell(allocations, kind, sentence, now);
        }
    }

    /// Tells the departing copies of these allocations to stop; those that have none are passed
    /// over.
    public void stopDeparting(
            Collection<AllocationId> allocations, StopOrder order, String reason, Instant now) {
        if (!allocations.isEmpty()) {
            relocations.stop(allocations, new Stop(order, reason), now);
        }
    }
}
