package dev.meridian.controlplane.commands.outcome;

import static java.util.Objects.requireNonNull;

import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.placement.model.GroupId;
import dev.meridian.controlplane.placement.model.PendingAllocation;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.Tenure;
import dev.meridian.controlplane.placement.model.queues.QueueId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A job on its way: what the planner sees of it while it waits and runs, and what it has come to.
final class Course {
    private static final String NAME = "work";

    private final Job job;
    private final Instant submitted;
    private final boolean preemptible;
    private final double horizon;
    private @Nullable PendingGroup waiting;
    private List<Placed> placed = List.of();
    private @Nullable Attempt attempt;
    private double left = 1;
    private double started;
    private int attempts;
    private double held;
    private double heldBefore;
    private double dollars;
    private double egress;

    /// @param horizon when the last job of the trace comes
    Course(Job job, Instant epoch, boolean preemptible, double horizon) {
        this.job = job;
        this.preemptible = preemptible;
        this.horizon = horizon;
        submitted = at(epoch, job.submitted());
    }

    static Instant at(Instant epoch, double seconds) {
        return epoch.plusMillis(Math.round(seconds * 1000));
    }

    static AllocationId id(Job job, int instance) {
        return new AllocationId(new UUID(job.number() + 1L, instance));
    }

    /// The number of the job that an allocation is of.
    static int number(AllocationId id) {
        return (int) (id.value().getMostSignificantBits() - 1);
    }

    Job job() {
        return job;
    }

    double ends() {
        return requireNonNull(attempt).ends();
    }

    /// Seconds for which it has held places until now.
    double held(double now) {
        return held + (attempt == null ? 0 : now - attempt.since());
    }

    private GroupId group() {
        return group(job);
    }

    static GroupId group(Job job) {
        return new GroupId(new UUID(job.number() + 1L, 0));
    }

    /// As the planner sees it while it waits.
    PendingGroup waiting(int priority) {
        PendingGroup known = waiting;
        if (known == null || known.priority() != priority) {
            boolean gang = job.instances() > 1;
            known =
                    new PendingGroup(
                            group(),
                            new JobId(group().value()),
                            NAME,
                            job.queue(),
                            "default",
                            priority,
                            submitted,
                            gang ? NAME : null,
                            gang ? job.instances() : 0,
                            List.of(),
                            job.required(),
                            job.preferred(),
                            IntStream.range(0, job.instances())
                                    .mapToObj(i ->
                                            new PendingAllocation(
                                                    id(job, i), 0, i, job.requirement()))
                                    .toList(),
                            preemptible);
            waiting = known;
        }
        return known;
    }

    /// As the planner sees it while it runs; the same objects as long as nothing has changed.
    List<Placed> placed(int priority) {
        if (placed.getFirst().tenure().priority() != priority) {
            placed = placed.stream().map(one -> with(one, priority)).toList();
        }
        return placed;
    }

    private static Placed with(Placed one, int priority) {
        Tenure tenure = one.tenure();
        return new Placed(
                one.allocation(),
                one.group(),
                one.node(),
                one.amounts(),
                one.devices(),
                one.service(),
                new Tenure(
                        tenure.queue(),
                        priority,
                        tenure.preemptible(),
                        tenure.startedAt(),
                        tenure.minRuntime(),
                        tenure.losesAtMost(),
                        tenure.gang(),
                        false));
    }

    /// @param starts one for each instance
    /// @param checkpoint seconds of work that a stop costs at most
    List<Placed> start(
            List<Choice.Start> starts,
            Attempt begun,
            Instant startedAt,
            int priority,
            double checkpoint) {
        started = attempts == 0 ? begun.since() : started;
        attempts++;
        egress += begun.egress();
        attempt = begun;
        Tenure tenure =
                new Tenure(
                        new QueueId(job.queue(), "default"),
                        priority,
                        preemptible,
                        startedAt,
                        null,
                        Duration.ofMillis(Math.round(checkpoint * 1000)),
                        job.instances() > 1 ? group().value().toString() : null,
                        false);
        placed =
                starts.stream()
                        .map(one ->
                                new Placed(
                                        one.allocation(),
                                        group(),
                                        one.node(),
                                        job.requirement().amounts(),
                                        one.devices(),
                                        false,
                                        tenure))
                        .toList();
        return placed;
    }

    /// What is left of its work, as a part of all of it.
    double left() {
        return left;
    }

    /// It stops before it has ended.
    void stop(double now, double checkpoint) {
        left = Math.max(0, left - requireNonNull(attempt).kept(now, checkpoint));
        leave(now);
    }

    Outcome end() {
        double ended = ends();
        double worked = requireNonNull(attempt).total();
        leave(ended);
        return new Outcome(
                job, started, ended, attempts, worked, held, heldBefore, dollars, egress);
    }

    private void leave(double now) {
        Attempt over = requireNonNull(attempt);
        held += now - over.since();
        heldBefore += Math.max(0, Math.min(now, horizon) - over.since());
        dollars += (now - over.since()) * over.dollarsPerSecond();
        attempt = null;
    }
}
