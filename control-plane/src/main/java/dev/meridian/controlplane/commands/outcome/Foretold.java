package dev.meridian.controlplane.commands.outcome;

import dev.meridian.controlplane.forecast.model.runtime.Chain;
import dev.meridian.controlplane.forecast.model.runtime.Distribution;
import dev.meridian.controlplane.forecast.model.runtime.Finished;
import dev.meridian.controlplane.forecast.model.runtime.Prediction;
import dev.meridian.controlplane.forecast.model.runtime.Traits;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.placement.claims.Foresight;
import dev.meridian.controlplane.placement.model.GroupId;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.order.Past;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Run times as the live system foretells them, learned from nothing but the jobs of the trace that
/// have ended by then.
public final class Foretold implements Foresight, Simulation.Watcher {
    private final Chain chain = new Chain();
    private final List<Job> jobs;
    private final Instant epoch;
    private final Map<GroupId, Past> pasts = new HashMap<>();

    /// @param jobs by their numbers
    /// @param epoch when the trace begins
    public Foretold(List<Job> jobs, Instant epoch) {
        this.jobs = List.copyOf(jobs);
        this.epoch = epoch;
    }

    @Override
    public void ended(Outcome outcome) {
        if (outcome.held() > 0) {
            chain.learn(
                    new Finished(
                            traits(outcome.job()),
                            Course.at(epoch, outcome.job().submitted()),
                            Course.at(epoch, outcome.ended()),
                            outcome.held()));
        }
    }

    /// Seconds for which it will hold its places; empty before the first job has ended.
    Optional<Distribution> of(Job job, Instant now) {
        return chain.predict(traits(job), now).map(Prediction::distribution);
    }

    private static Traits traits(Job job) {
        Requirement need = job.requirement();
        return new Traits(
                job.queue(),
                job.program(),
                need.amounts().cpu().value() / 1000.0,
                need.amounts().memory().value(),
                need.accelerators().count());
    }

    @Override
    public Map<AllocationId, Double> rests(Collection<Placed> running, Instant now) {
        Map<Integer, Optional<Double>> known = new HashMap<>();
        Map<AllocationId, Double> rests = new HashMap<>();
        for (Placed one : running) {
            known.computeIfAbsent(Course.number(one.allocation()), _ -> rest(one, now))
                    .ifPresent(rest -> rests.put(one.allocation(), rest));
        }
        return rests;
    }

    private Optional<Double> rest(Placed one, Instant now) {
        Instant started = one.tenure().startedAt();
        double ran = started == null ? 0 : Duration.between(started, now).toMillis() / 1000.0;
        return of(jobs.get(Course.number(one.allocation())), now)
                .map(whole -> whole.beyond(ran).p50());
    }

    @Override
    public Map<GroupId, Double> usual(Collection<GroupId> groups, Instant now) {
        Map<GroupId, Double> usual = new HashMap<>();
        groups.forEach(
                group -> of(job(group), now).ifPresent(whole -> usual.put(group, whole.p50())));
        return usual;
    }

    private Job job(GroupId group) {
        return jobs.get(Course.number(new AllocationId(group.value())));
    }

    @Override
    public Map<GroupId, Past> pasts(boolean running, Instant now) {
        return pasts;
    }

    @Override
    public void stopped(Job job, double held) {
        pasts.put(Course.group(job), new Past(held, Course.at(epoch, job.submitted())));
    }

    @Override
    public double longest(GroupId group, Instant now) {
        return of(job(group), now).map(Distribution::p90).orElse(Double.POSITIVE_INFINITY);
    }
}
