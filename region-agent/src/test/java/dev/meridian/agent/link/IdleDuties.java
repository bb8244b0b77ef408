package dev.meridian.agent.link;

import dev.meridian.agent.protocol.DesiredState;
import dev.meridian.agent.protocol.HeartbeatReply;
import dev.meridian.agent.protocol.Hello;
import dev.meridian.agent.protocol.ReportAck;
import dev.meridian.agent.protocol.Welcome;
import java.util.List;

/// An agent that does nothing, and holds nothing unless it is told otherwise.
///
/// @param shortestLeaseMillis 0: it holds nothing
record IdleDuties(long shortestLeaseMillis) implements Duties {
    IdleDuties() {
        this(0);
    }

    @Override
    public Hello hello() {
        return Hello.newBuilder().setNodeName("idle").build();
    }

    @Override
    public void welcomed(Welcome welcome) {}

    @Override
    public void desired(DesiredState desired, long heardNanos) {}

    @Override
    public void renewed(HeartbeatReply reply) {}

    @Override
    public void acknowledged(ReportAck ack) {}

    @Override
    public void neighbours(List<HostPort> peers) {}
}
