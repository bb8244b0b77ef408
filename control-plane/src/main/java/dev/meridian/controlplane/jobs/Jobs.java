package dev.meridian.controlplane.jobs;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.Loss;
import dev.meridian.controlplane.jobs.model.NewJob;
import dev.meridian.controlplane.jobs.model.NewPlacement;
import dev.meridian.controlplane.jobs.model.Observation;
import dev.meridian.controlplane.jobs.model.ObservationAnswer;
import dev.meridian.controlplane.jobs.model.OrderOutcome;
import dev.meridian.controlplane.jobs.model.PlacementOutcome;
import dev.meridian.controlplane.jobs.model.StopOrder;
import dev.meridian.controlplane.jobs.model.Submission;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// Everything that changes a job. Each call is one transaction; loops are woken after it is durable.
///
/// `now` is the time by which leases and back-offs are counted; callers that keep leases give theirs.
public class Jobs {

    public Submission submit(NewJob job) {
        return submitAll(List.of(job)).getFirst();
    }

    /// Stores all of them, or none when the database fails.
    ///
    /// @return one answer for each, in order
    public List<Submission> submitAll(List<NewJob> jobs) {
        throw new UnsupportedOperationException("not yet");
    }

    /// Ends it for good: what waits at once, what runs when its agents have reported.
    public OrderOutcome cancel(JobId job, String reason) {
        throw new UnsupportedOperationException("not yet");
    }

    /// Stops what runs and holds all back until [#resume].
    public OrderOutcome suspend(JobId job, String reason) {
        throw new UnsupportedOperationException("not yet");
    }

    public OrderOutcome resume(JobId job, String reason) {
        throw new UnsupportedOperationException("not yet");
    }

    /// Runs again what failed or was cancelled; a success is never run again.
    public OrderOutcome retry(JobId job, String reason) {
        throw new UnsupportedOperationException("not yet");
    }

    /// Applies what agents said, in order, each by compare-and-set on its epoch.
    ///
    /// @return one answer for each, in order
    public List<ObservationAnswer> observe(List<Observation> observations, Instant now) {
        throw new UnsupportedOperationException("not yet");
    }

    /// Commits the rows of a plan that are not stale: the epoch grows by one, attempt and lease are opened.
    public PlacementOutcome place(List<NewPlacement> placements, Instant now) {
        throw new UnsupportedOperationException("not yet");
    }

    /// These copies may be replaced: what they belong to waits again. Stale epochs are passed over.
    ///
    /// @return nodes whose desired state has changed
    public Set<NodeId> lose(List<Loss> losses, Instant now) {
        throw new UnsupportedOperationException("not yet");
    }

    /// The nodes are silent: what they hold turns UNKNOWN, and keeps its leases.
    public void contactLost(Collection<NodeId> nodes, Instant now) {
        throw new UnsupportedOperationException("not yet");
    }

    public void contactReturned(Collection<NodeId> nodes, Instant now) {
        throw new UnsupportedOperationException("not yet");
    }

    /// Orders copies to stop (DRAIN, PREEMPT …); they are over when their agents have reported.
    ///
    /// @return nodes whose desired state has changed
    public Set<NodeId> orderStop(Collection<AllocationId> allocations, StopOrder order, String reason, Instant now) {
        throw new UnsupportedOperationException("not yet");
    }

    /// Orders DRAIN for all that these nodes hold.
    ///
    /// @return how many allocations were told to stop
    public int drain(Collection<NodeId> nodes, String reason, Instant now) {
        throw new UnsupportedOperationException("not yet");
    }
}
