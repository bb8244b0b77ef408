package dev.meridian.agent.link;

import dev.meridian.agent.protocol.AgentLinkGrpc;
import dev.meridian.agent.protocol.Testimony;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Tells control planes what ended while no agent could, with the node's own certificate.
public final class Witness {
    private static final int PATIENCE_SECONDS = 10;

    private final List<HostPort> planes;
    private final Identity identity;

    public Witness(List<HostPort> planes, Identity identity) {
        this.planes = List.copyOf(planes);
        this.identity = identity;
    }

    /// @return why nobody has stored it, for people; empty when somebody has
    public String tell(Testimony testimony) {
        StringBuilder why = new StringBuilder();
        for (HostPort plane : planes) {
            ManagedChannel channel = Channels.mutual(plane, identity);
            try {
                var _ =
                        AgentLinkGrpc.newBlockingStub(channel)
                                .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
                                .testify(testimony);
                return "";
            } catch (StatusRuntimeException e) {
                why.append(plane).append(": ").append(e.getMessage()).append("; ");
            } finally {
                channel.shutdownNow();
            }
        }
        return why.toString();
    }
}
