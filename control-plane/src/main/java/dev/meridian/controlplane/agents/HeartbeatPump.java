package dev.meridian.controlplane.agents;

import dev.meridian.agent.protocol.Heartbeat;
import dev.meridian.controlplane.dispatch.Heartbeats;
import dev.meridian.controlplane.dispatch.model.Renewal;
import dev.meridian.controlplane.fleet.model.NodeId;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Answers heartbeats of all nodes together: a few statements say that they were heard and renew
/// their leases.
///
/// While one batch is in the database the next gathers, so a single heartbeat is answered at once
/// and thousands cost a few statements a second. A heartbeat is never answered before its renewals
/// are stored. While the database is away for a moment it is answered without any, which is the
/// truth: no lease is longer for it, but thousands of agents need not come back at once when all is
/// well again. When that lasts, they are left to look for another replica.
@Component
class HeartbeatPump {
    private static final Logger LOG = LoggerFactory.getLogger(HeartbeatPump.class);

    private static final Duration KEPT_FOR = Duration.ofSeconds(30);

    private final Heartbeats leases;
    private final AgentStreams streams;
    private final Reception reception;
    private final Clock clock;
    private final Timer timer;
    private final Gathering<Beat> gathering;

    /// Of the worker alone; null: the last batch was stored.
    private @Nullable Instant failingSince;

    HeartbeatPump(
            Heartbeats leases,
            AgentStreams streams,
            Reception reception,
            Clock clock,
            MeterRegistry meters) {
        this.leases = leases;
        this.streams = streams;
        this.reception = reception;
        this.clock = clock;
        this.timer = meters.timer("meridian.agent.intake", "stage", "heartbeat");
        this.gathering = new Gathering<>("heartbeats", 100_000, 10_000, this::answer);
    }

    /// @param heartbeat null: a Hello, which is as good a sign of life but has another answer
    private record Beat(AgentStream stream, @Nullable Heartbeat heartbeat) {}

    /// Never blocks. A heartbeat that finds no room is not answered; the agent sends another.
    void offer(AgentStream stream, Heartbeat heartbeat) {
        gathering.offer(new Beat(stream, heartbeat));
    }

    /// An agent has said Hello and is not greeted yet. Never blocks.
    void came(AgentStream stream) {
        gathering.offer(new Beat(stream, null));
    }

    private void answer(List<Beat> beats) {
        timer.record(() -> renew(beats));
    }

    private void renew(List<Beat> beats) {
        // what a stream said before it was replaced, or before its goodbye, is no sign of life
        Map<NodeId, Beat> greeted = newest(beats, beat -> streams.isLive(beat.stream()));
        Map<NodeId, Beat> coming =
                newest(
                        beats,
                        beat -> beat.heartbeat() == null || reception.receives(beat.stream()));
        coming.keySet().removeAll(greeted.keySet());
        Map<NodeId, List<Renewal>> renewals = new HashMap<>();
        Instant now = clock.instant();
        try {
            renewals.putAll(leases.renew(greeted.keySet(), now));
            renewals.putAll(leases.keep(coming.keySet(), now));
            failingSince = null;
        } catch (RuntimeException e) {
            LOG.warn(
                    "heartbeats of {} nodes cannot be stored: {}",
                    greeted.size() + coming.size(),
                    e.getMessage());
            Instant since = Objects.requireNonNullElse(failingSince, now);
            failingSince = since;
            if (!now.isBefore(since.plus(KEPT_FOR))) {
                return;
            }
        }
        answer(greeted, renewals);
        answer(coming, renewals);
    }

    private static Map<NodeId, Beat> newest(List<Beat> beats, Predicate<Beat> which) {
        Map<NodeId, Beat> newest = new HashMap<>();
        beats.stream().filter(which).forEach(beat -> newest.put(beat.stream().node(), beat));
        return newest;
    }

    private static void answer(Map<NodeId, Beat> newest, Map<NodeId, List<Renewal>> renewals) {
        newest.forEach((node, beat) -> {
            Heartbeat heartbeat = beat.heartbeat();
            if (heartbeat != null) {
                beat.stream()
                        .sendFirst(Wire.reply(heartbeat, renewals.getOrDefault(node, List.of())));
            }
        });
    }
}
