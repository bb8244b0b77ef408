package dev.meridian.controlplane.agents;

import static java.util.Objects.requireNonNull;

import dev.meridian.agent.protocol.AgentMessage;
import dev.meridian.agent.protocol.AllocationReport;
import dev.meridian.agent.protocol.ControlMessage;
import dev.meridian.agent.protocol.Goodbye;
import dev.meridian.agent.protocol.Heartbeat;
import dev.meridian.agent.protocol.Hello;
import dev.meridian.agent.protocol.StandbyReport;
import dev.meridian.agent.protocol.TelemetryBatch;
import dev.meridian.agent.protocol.Welcome;
import dev.meridian.controlplane.dispatch.DesiredStatePush;
import dev.meridian.controlplane.dispatch.Heartbeats;
import dev.meridian.controlplane.fleet.Fleet;
import dev.meridian.controlplane.fleet.model.Contact;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.Registration;
import dev.meridian.controlplane.jobs.Standbys;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.telemetry.Logs;
import dev.meridian.controlplane.telemetry.Samples;
import dev.meridian.controlplane.telemetry.model.LogKey;
import dev.meridian.controlplane.telemetry.model.LogStream;
import io.grpc.Status;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Where the messages of all nodes go.
@Component
class AgentDesk {
    private static final Logger LOG = LoggerFactory.getLogger(AgentDesk.class);

    private final Fleet fleet;
    private final Standbys standbys;
    private final AgentStreams streams;
    private final HeartbeatPump heartbeats;
    private final ReportIntake reports;
    private final LogIntake logIntake;
    private final Logs logs;
    private final Samples samples;
    private final Heartbeats leases;
    private final DesiredStatePush push;
    private final Reception reception;
    private final Partings partings;
    private final Returns returns;
    private final Intervals intervals;
    private final Clock clock;
    private final Map<AgentMessage.MessageCase, Counter> messages =
            new EnumMap<>(AgentMessage.MessageCase.class);

    AgentDesk(
            Fleet fleet,
            Standbys standbys,
            AgentStreams streams,
            HeartbeatPump heartbeats,
            ReportIntake reports,
            LogIntake logIntake,
            Logs logs,
            Samples samples,
            Heartbeats leases,
            DesiredStatePush push,
            Reception reception,
            Partings partings,
            Returns returns,
            Intervals intervals,
            Clock clock,
            MeterRegistry meters) {
        this.fleet = fleet;
        this.standbys = standbys;
        this.streams = streams;
        this.heartbeats = heartbeats;
        this.reports = reports;
        this.logIntake = logIntake;
        this.logs = logs;
        this.samples = samples;
        this.leases = leases;
        this.push = push;
        this.reception = reception;
        this.partings = partings;
        this.returns = returns;
        this.intervals = intervals;
        this.clock = clock;
        for (AgentMessage.MessageCase kind : AgentMessage.MessageCase.values()) {
            messages.put(kind, meters.counter("meridian.agent.messages", "kind", kind.name()));
        }
    }

    void count(AgentMessage.MessageCase kind) {
        requireNonNull(messages.get(kind)).increment();
    }

    LogIntake.Lane lane(AgentStream stream, Runnable whenRoom) {
        return logIntake.lane(stream, whenRoom);
    }

    /// An agent has come: it is greeted now or when its turn comes, or is to come back. That it
    /// came is a sign of life in any case.
    void receive(Guest guest) {
        AgentStream stream = guest.stream();
        switch (reception.receive(guest)) {
            case Reception.Answer.Enters() -> {}
            case Reception.Answer.Waits() -> {
                heartbeats.came(stream);
                stream.sendFirst(Wire.waiting(intervals.heartbeat()));
            }
            case Reception.Answer.ComesBack(var after) -> {
                heartbeats.came(stream);
                stream.sendFirst(Wire.comeBack(after));
                stream.complete();
                guest.turnedAway();
            }
        }
    }

    /// The agent is gone before it was greeted.
    void gaveUp(Guest guest) {
        reception.leave(guest);
    }

    /// Registers the node, takes in what it holds, and only then has it told what it should hold:
    /// together with others, where many come at once.
    ///
    /// @return whether the node is welcome; when not, the stream is closed
    boolean welcome(AgentStream stream, Hello hello) {
        return switch (fleet.register(
                Received.registration(stream.node(), hello), stream.since())) {
            case Registration.Refused(var why) -> {
                LOG.info("node {} is refused: {}", stream.node(), why);
                stream.close(Status.FAILED_PRECONDITION.withDescription(why));
                yield false;
            }
            case Registration.Registered registered -> {
                greet(stream, hello, registered);
                yield true;
            }
        };
    }

    private void greet(AgentStream stream, Hello hello, Registration.Registered registered) {
        List<AllocationReport> held = hello.getHeldList();
        stream.send(ControlMessage.newBuilder().setWelcome(welcomeOf(stream.node(), held)).build());
        reports.held(stream, held);
        if (registered.rebooted()) {
            leases.died(stream.node(), alive(held), stream.since());
        }
        if (registered.before() != Contact.READY) {
            returns.greeted(stream.node());
        }
        streams.add(stream);
        push.request(Set.of(stream.node()));
        LOG.info("node {} ({}) is connected", hello.getNodeName(), stream.node());
    }

    private Welcome welcomeOf(NodeId node, List<AllocationReport> held) {
        Set<LogKey> keys =
                held.stream()
                        .flatMap(report ->
                                Stream.of(LogStream.values())
                                        .map(kind ->
                                                new LogKey(
                                                        Received.allocation(
                                                                report.getAllocationId()),
                                                        report.getEpoch(),
                                                        kind)))
                        .collect(Collectors.toSet());
        var welcome =
                Welcome.newBuilder()
                        .setNodeId(node.toString())
                        .setHeartbeatMillis(intervals.heartbeat())
                        .setTelemetryMillis(intervals.telemetry())
                        .setServerTimeMillis(clock.millis());
        if (!keys.isEmpty()) {
            logs.offsets(node, keys).forEach(offset -> welcome.addLogOffsets(Wire.ack(offset)));
        }
        return welcome.build();
    }

    private static Set<AllocationId> alive(List<AllocationReport> held) {
        return held.stream()
                .filter(Received::alive)
                .map(report -> Received.allocation(report.getAllocationId()))
                .collect(Collectors.toSet());
    }

    void heartbeat(AgentStream stream, Heartbeat heartbeat) {
        heartbeats.offer(stream, heartbeat);
    }

    void report(AgentStream stream, AllocationReport report) {
        reports.offer(stream, report);
    }

    void telemetry(NodeId node, TelemetryBatch batch) {
        samples.append(node, Received.samples(batch));
    }

    void standby(NodeId node, StandbyReport report) {
        standbys.tell(Received.standby(node, report), clock.instant());
    }

    /// The node takes no more work and its work is over, by its own word: nobody has to wait for
    /// its leases.
    void goodbye(AgentStream stream, Goodbye goodbye) {
        LOG.info("node {} says goodbye: {}", stream.node(), goodbye.getReason());
        if (streams.remove(stream)) {
            // first, so that nothing is placed on it again
            fleet.departed(stream.node(), stream.since(), clock.instant());
            leases.died(stream.node(), Set.of(), clock.instant());
        }
    }

    void left(AgentStream stream, boolean saidGoodbye) {
        if (streams.remove(stream)) {
            if (!saidGoodbye) {
                LOG.info("the stream of node {} ended", stream.node());
            }
            partings.ended(stream);
        }
    }
}
