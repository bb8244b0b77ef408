package dev.meridian.controlplane.agents;

import dev.meridian.agent.protocol.AllocationReport;
import dev.meridian.agent.protocol.Testimony;
import dev.meridian.controlplane.dispatch.Heartbeats;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.Jobs;
import dev.meridian.controlplane.jobs.model.Observation;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Takes in what a guard tells of work that ended while its agent was dead or stopped. It counts
/// like a report of the agent, by node and epoch; it is a sign of the agent's silence, never of its
/// life.
@Component
class Testimonies {
    private static final Logger LOG = LoggerFactory.getLogger(Testimonies.class);
    private static final int BEATS_MISSED = 2;

    private final Jobs jobs;
    private final Heartbeats heartbeats;
    private final AgentSettings settings;
    private final Clock clock;

    Testimonies(Jobs jobs, Heartbeats heartbeats, AgentSettings settings, Clock clock) {
        this.jobs = jobs;
        this.heartbeats = heartbeats;
        this.settings = settings;
        this.clock = clock;
    }

    /// Returns when all of it is stored.
    ///
    /// @throws IllegalArgumentException when it is not about ends
    void take(NodeId node, Testimony testimony) {
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
        LOG.info(
                "the guard of node {} tells what became of {} while its agent could not",
                node,
                observations.size());
    }
}
