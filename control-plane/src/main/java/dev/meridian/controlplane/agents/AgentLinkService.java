package dev.meridian.controlplane.agents;

import dev.meridian.agent.protocol.AgentLinkGrpc;
import dev.meridian.agent.protocol.AgentMessage;
import dev.meridian.agent.protocol.ControlMessage;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Clock;
import java.util.Objects;
import org.springframework.stereotype.Component;

/// Opens a session for each stream.
@Component
class AgentLinkService extends AgentLinkGrpc.AgentLinkImplBase {
    private final AgentDesk desk;
    private final Clock clock;

    AgentLinkService(AgentDesk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    @Override
    public StreamObserver<AgentMessage> connect(StreamObserver<ControlMessage> answers) {
        var wire = (ServerCallStreamObserver<ControlMessage>) answers;
        // PeerInterceptor lets nobody through without one
        Peer peer = Objects.requireNonNull(Peer.KEY.get());
        var stream = new AgentStream(peer, clock.instant(), wire);
        var session = new AgentSession(stream, desk, () -> wire.request(1));
        wire.disableAutoRequest();
        wire.setOnReadyHandler(stream::ready);
        // the one comes when the agent or the wire ends the stream, the other when we do
        wire.setOnCancelHandler(session::ended);
        wire.setOnCloseHandler(session::ended);
        wire.request(1);
        return session;
    }
}
