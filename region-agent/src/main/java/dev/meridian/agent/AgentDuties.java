package dev.meridian.agent;

import dev.meridian.agent.link.Duties;
import dev.meridian.agent.link.HostPort;
import dev.meridian.agent.link.LendingPeers;
import dev.meridian.agent.protocol.DesiredState;
import dev.meridian.agent.protocol.HeartbeatReply;
import dev.meridian.agent.protocol.Hello;
import dev.meridian.agent.protocol.ReportAck;
import dev.meridian.agent.protocol.Welcome;
import dev.meridian.agent.run.Standbys;
import dev.meridian.agent.run.Supervisor;
import java.util.List;

/// Hands what the control plane says to those who act on it.
record AgentDuties(
        NodeFacts facts,
        Supervisor supervisor,
        Standbys standbys,
        Rhythm rhythm,
        LendingPeers peers)
        implements Duties {
    @Override
    public Hello hello() {
        supervisor.reconnected();
        standbys.reconnected();
        return facts.hello(supervisor.held());
    }

    @Override
    public void welcomed(Welcome welcome) {
        rhythm.telemetryEvery(welcome.getTelemetryMillis());
    }

    @Override
    public void desired(DesiredState desired, long heardNanos) {
        // first, so that what was promoted is prepared no longer when it begins
        standbys.desired(desired);
        supervisor.desired(desired, heardNanos);
    }

    @Override
    public void renewed(HeartbeatReply reply) {
        supervisor.renewed(reply);
    }

    @Override
    public void acknowledged(ReportAck ack) {
        supervisor.acknowledged(ack);
    }

    @Override
    public void neighbours(List<HostPort> named) {
        peers.named(named);
    }

    @Override
    public long shortestLeaseMillis() {
        return supervisor.shortestLeaseMillis();
    }
}
