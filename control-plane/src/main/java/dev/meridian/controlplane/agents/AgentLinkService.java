package dev.meridian.controlplane.agents;

import dev.meridian.agent.protocol.AgentLinkGrpc;
import dev.meridian.agent.protocol.AgentMessage;
import dev.meridian.agent.protocol.ControlMessage;
import dev.meridian.agent.protocol.Testimony;
import dev.meridian.agent.protocol.TestimonyReply;
import dev.meridian.controlplane.fleet.model.NodeId;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Clock;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Opens a session for each stream.
@Component
class AgentLinkService extends AgentLinkGrpc.AgentLinkImplBase {
    private static final Logger LOG = LoggerFactory.getLogger(AgentLinkService.class);

    private final AgentDesk desk;
    private final Testimonies testimonies;
    private final Clock clock;

    AgentLinkService(AgentDesk desk, Testimonies testimonies, Clock clock) {
        this.desk = desk;
        this.testimonies = testimonies;
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

    @Override
    public void testify(Testimony testimony, StreamObserver<TestimonyReply> answer) {
        NodeId node = Objects.requireNonNull(Peer.KEY.get()).node();
        try {
            answer.onNext(testimonies.take(node, testimony));
            answer.onCompleted();
        } catch (IllegalArgumentException e) {
            LOG.warn("the guard of node {} says what cannot be: {}", node, e.getMessage());
            answer.onError(
                    Status.INVALID_ARGUMENT.withDescription(e.getMessage()).asRuntimeException());
        } catch (RuntimeException e) {
            LOG.warn("what the guard of node {} tells cannot be stored", node, e);
            answer.onError(
                    Status.UNAVAILABLE
                            .withDescription("this cannot be stored now; try again")
                            .asRuntimeException());
        }
    }
}
