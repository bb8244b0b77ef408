package dev.meridian.controlplane.agents;

import dev.meridian.agent.protocol.AllocationReport;
import dev.meridian.agent.protocol.EndOrder;
import dev.meridian.agent.protocol.RunningCopy;
import dev.meridian.agent.protocol.Testimony;
import dev.meridian.agent.protocol.TestimonyReply;
import dev.meridian.controlplane.dispatch.DesiredStates;
import dev.meridian.controlplane.dispatch.Heartbeats;
import dev.meridian.controlplane.dispatch.model.Assignment;
import dev.meridian.controlplane.dispatch.model.StopOrder;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.Jobs;
import dev.meridian.controlplane.jobs.model.Observation;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Takes in what is told of work that ended while its agent was dead, stopped or cut off: by the
/// guard beside it, or by itself by way of a peer. It counts like a report of the agent, by node
/// and epoch; it is a sign of the agent's silence, never of its life.
@Component
class Testimonies {
    private static final Logger LOG = LoggerFactory.getLogger(Testimonies.class);
    private static final int BEATS_MISSED = 2;

    private final Jobs jobs;
    private final Heartbeats heartbeats;
    private final DesiredStates desired;
    private final AgentSettings settings;
    private final Clock clock;
    private final Counter straight;
    private final Counter byPeer;

    Testimonies(
            Jobs jobs,
            Heartbeats heartbeats,
            DesiredStates desired,
            AgentSettings settings,
            Clock clock,
            MeterRegistry meters) {
        this.jobs = jobs;
        this.heartbeats = heartbeats;
        this.desired = desired;
        this.settings = settings;
        this.clock = clock;
        this.straight = meters.counter("meridian.agent.testimonies", "way", "straight");
        this.byPeer = meters.counter("meridian.agent.testimonies", "way", "peer");
    }

    /// Returns when all of it is stored.
    ///
    /// @return what of the copies that are named as running is to end
    /// @throws IllegalArgumentException when it is not about ends
    TestimonyReply take(NodeId node, Testimony testimony) {
        store(node, testimony);
        return orders(node, testimony.getHeldList());
    }

    /// An order that waits for a node that is cut off need not wait for its lease.
    private TestimonyReply orders(NodeId node, List<RunningCopy> held) {
        var reply = TestimonyReply.newBuilder();
        if (held.isEmpty()) {
            return reply.build();
        }
        Map<String, Assignment> wanted =
                desired.of(node).assignments().stream()
                        .collect(
                                Collectors.toMap(
                                        each -> each.allocation() + "." + each.epoch(),
                                        Function.identity()));
        for (RunningCopy copy : held) {
            Assignment assignment = wanted.get(copy.getAllocationId() + "." + copy.getEpoch());
            StopOrder stop =
                    assignment == null
                            ? new StopOrder("no longer assigned to this node", Duration.ZERO)
                            : assignment.stop();
            if (stop != null) {
                reply.addEnd(
                        EndOrder.newBuilder()
                                .setAllocationId(copy.getAllocationId())
                                .setEpoch(copy.getEpoch())
                                .setReason(stop.reason())
                                .setGraceMillis(stop.grace().toMillis()));
            }
        }
        return reply.build();
    }

    private void store(NodeId node, Testimony testimony) {
        Instant now = clock.instant();
        List<Observation> observations = new ArrayList<>();
        for (AllocationReport report : testimony.getEndedList()) {
            if (Received.alive(report)) {
                throw new IllegalArgumentException("a testimony is about what has ended");
            }
            observations.add(Received.observation(node, report, now));
        }
        if (observations.isEmpty()) {
            return;
        }
        // first, so that nothing is placed on it again before its agent is back
        heartbeats.silent(node, now.minus(settings.heartbeat().multipliedBy(BEATS_MISSED)), now);
        jobs.observe(observations, now);
        String through = testimony.getThrough();
        (through.isEmpty() ? straight : byPeer).increment();
        LOG.info(
                "node {} tells what became of {} while its agent could not{}",
                node,
                observations.size(),
                through.isEmpty() ? "" : ", by way of a peer");
    }
}
