package dev.meridian.agent.link;

import dev.meridian.agent.protocol.DesiredState;
import dev.meridian.agent.protocol.HeartbeatReply;
import dev.meridian.agent.protocol.Hello;
import dev.meridian.agent.protocol.ReportAck;
import dev.meridian.agent.protocol.Welcome;
import java.util.List;

/// What the link asks of the rest of the agent. Calls come from the transport's thread: none may
/// block.
public interface Duties {
    /// The first message of a stream, with everything that is held at this moment.
    Hello hello();

    void welcomed(Welcome welcome);

    /// @param heardNanos monotonic time of the last message of ours that the control plane is known
    ///   to have had before it sent this: new leases run from there
    void desired(DesiredState desired, long heardNanos);

    void renewed(HeartbeatReply reply);

    void acknowledged(ReportAck ack);

    /// Peers that lend this node their way to the control plane when it has none of its own.
    void neighbours(List<HostPort> peers);

    /// The shortest lease of all that runs here; 0: there is none.
    long shortestLeaseMillis();
}
