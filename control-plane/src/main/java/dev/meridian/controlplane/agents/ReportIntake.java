package dev.meridian.controlplane.agents;

import dev.meridian.agent.protocol.AllocationReport;
import dev.meridian.controlplane.dispatch.DesiredStates;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.Checkpoints;
import dev.meridian.controlplane.jobs.Jobs;
import dev.meridian.controlplane.jobs.model.CheckpointNews;
import dev.meridian.controlplane.jobs.model.Observation;
import dev.meridian.controlplane.jobs.model.ObservationAnswer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Hands what agents report to `jobs`, the reports of all streams together, and acknowledges a
/// report only when it is stored. What cannot be stored is not acknowledged: the agent sends it
/// again.
@Component
class ReportIntake {
    private static final Logger LOG = LoggerFactory.getLogger(ReportIntake.class);
    private static final int MOST_WAITING = 50_000;
    private static final int MOST_AT_ONCE = 1_000;

    private final Jobs jobs;
    private final Checkpoints checkpoints;
    private final DesiredStates desired;
    private final AgentStreams streams;
    private final Clock clock;
    private final Timer timer;
    private final Counter dropped;
    private final Counter killed;
    private final Gathering<Reported> gathering;

    ReportIntake(
            Jobs jobs,
            Checkpoints checkpoints,
            DesiredStates desired,
            AgentStreams streams,
            Clock clock,
            MeterRegistry meters) {
        this.jobs = jobs;
        this.checkpoints = checkpoints;
        this.desired = desired;
        this.streams = streams;
        this.clock = clock;
        this.timer = meters.timer("meridian.agent.intake", "stage", "report");
        this.dropped = meters.counter("meridian.agent.reports", "outcome", "dropped");
        this.killed = meters.counter("meridian.agent.reports", "outcome", "kill");
        this.gathering = new Gathering<>("reports", MOST_WAITING, MOST_AT_ONCE, this::store);
    }

    private record Reported(AgentStream stream, AllocationReport report) {}

    /// Never blocks.
    void offer(AgentStream stream, AllocationReport report) {
        if (!gathering.offer(new Reported(stream, report))) {
            dropped.increment();
        }
    }

    /// What a node holds when it connects: stored before anything is asked of it.
    void held(AgentStream stream, List<AllocationReport> reports) {
        List<Reported> all = reports.stream().map(report -> new Reported(stream, report)).toList();
        if (!all.isEmpty()) {
            answer(all);
        }
    }

    private void store(List<Reported> batch) {
        try {
            answer(batch);
        } catch (RuntimeException e) {
            dropped.increment(batch.size());
            LOG.warn("{} reports cannot be stored now: {}", batch.size(), e.getMessage());
        }
    }

    private void answer(List<Reported> batch) {
        Instant now = clock.instant();
        List<Reported> taken = new ArrayList<>(batch.size());
        List<Observation> observations = new ArrayList<>(batch.size());
        List<CheckpointNews> kept = new ArrayList<>();
        for (Reported reported : batch) {
            try {
                Received.checkpoint(reported.stream().node(), reported.report())
                        .ifPresent(kept::add);
                observations.add(
                        Received.observation(reported.stream().node(), reported.report(), now));
                taken.add(reported);
            } catch (IllegalArgumentException e) {
                LOG.warn("node {} reports nonsense: {}", reported.stream().node(), e.getMessage());
                acknowledge(reported);
            }
        }
        if (observations.isEmpty()) {
            return;
        }
        Timer.Sample sample = Timer.start();
        // before the end is known: whoever places it again knows what moving it costs
        checkpoints.tell(kept, now);
        List<ObservationAnswer> answers = jobs.observe(observations, now);
        sample.stop(timer);
        Set<NodeId> toTell = new HashSet<>();
        for (int i = 0; i < answers.size(); i++) {
            acknowledge(taken.get(i));
            switch (answers.get(i)) {
                case ObservationAnswer.Applied _, ObservationAnswer.Known _ -> {}
                case ObservationAnswer.Kill(var why) -> {
                    killed.increment();
                    LOG.info(
                            "node {} must end {}: {}",
                            taken.get(i).stream().node(),
                            taken.get(i).report().getAllocationId(),
                            why);
                    toTell.add(taken.get(i).stream().node());
                }
            }
        }
        // what must not run is absent from the desired state: sent again, it is the order to end it
        if (!toTell.isEmpty()) {
            desired.of(toTell).forEach(streams::push);
        }
    }

    private static void acknowledge(Reported reported) {
        AllocationReport report = reported.report();
        reported.stream()
                .send(Wire.ack(report.getAllocationId(), report.getEpoch(), report.getSeq()));
    }
}
