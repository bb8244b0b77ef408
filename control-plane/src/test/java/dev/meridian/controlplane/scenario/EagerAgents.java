package dev.meridian.controlplane.scenario;

import dev.meridian.controlplane.dispatch.model.AgentLink;
import dev.meridian.controlplane.dispatch.model.Assignment;
import dev.meridian.controlplane.dispatch.model.DesiredState;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.Jobs;
import dev.meridian.controlplane.jobs.model.AllocationEvent.StartedReported;
import dev.meridian.controlplane.jobs.model.AllocationEvent.SucceededReported;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.Observation;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.springframework.beans.factory.ObjectProvider;

/// Agents whose tasks all succeed at once; for measuring what the control plane takes.
final class EagerAgents implements AgentLink {
    private static final int MOST_AT_ONCE = 1_000;

    private final ObjectProvider<Jobs> jobs;
    private final Clock clock;
    private final Set<NodeId> connected = ConcurrentHashMap.newKeySet();
    private final Map<JobId, Long> firstPush = new ConcurrentHashMap<>();
    private final Set<AllocationId> seen = ConcurrentHashMap.newKeySet();
    private final LinkedBlockingQueue<Observation> reports = new LinkedBlockingQueue<>();

    EagerAgents(ObjectProvider<Jobs> jobs, Clock clock) {
        this.jobs = jobs;
        this.clock = clock;
        Thread.ofPlatform().daemon().start(this::report);
    }

    void connect(NodeId node) {
        connected.add(node);
    }

    /// By [System#nanoTime].
    Map<JobId, Long> firstPush() {
        return firstPush;
    }

    @Override
    public void push(NodeId node, DesiredState desired) {
        long nanos = System.nanoTime();
        Instant now = clock.instant();
        for (Assignment one : desired.assignments()) {
            firstPush.putIfAbsent(one.job(), nanos);
            if (seen.add(one.allocation())) {
                reports.add(
                        new Observation(
                                one.allocation(), node, new StartedReported(one.epoch(), now)));
                reports.add(
                        new Observation(
                                one.allocation(),
                                node,
                                new SucceededReported(one.epoch(), 0, now)));
            }
        }
    }

    @Override
    public Set<NodeId> connected() {
        return Set.copyOf(connected);
    }

    private void report() {
        try {
            while (true) {
                List<Observation> batch = new ArrayList<>();
                batch.add(reports.take());
                reports.drainTo(batch, MOST_AT_ONCE);
                jobs.getObject().observe(batch, clock.instant());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
