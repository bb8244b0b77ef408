package dev.meridian.controlplane.agents;

import dev.meridian.agent.protocol.AgentMessage;
import dev.meridian.agent.protocol.Hello;
import dev.meridian.controlplane.telemetry.model.LogChunk;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The receiving half of one node's stream: sorts what comes in and waits for nothing but a full
/// lane of logs.
final class AgentSession implements StreamObserver<AgentMessage> {
    private static final Logger LOG = LoggerFactory.getLogger(AgentSession.class);

    private final AgentStream stream;
    private final AgentDesk desk;
    private final Runnable readNext;
    private final LogIntake.Lane lane;
    private final AtomicBoolean left = new AtomicBoolean();
    private volatile boolean greeted;
    private volatile boolean saidGoodbye;

    /// @param readNext asks the transport for one more message
    AgentSession(AgentStream stream, AgentDesk desk, Runnable readNext) {
        this.stream = stream;
        this.desk = desk;
        this.readNext = readNext;
        this.lane = desk.lane(stream, readNext);
    }

    @Override
    public void onNext(AgentMessage message) {
        desk.count(message.getMessageCase());
        boolean room = true;
        try {
            room = take(message);
        } catch (IllegalArgumentException e) {
            LOG.warn("node {} says what cannot be: {}", stream.node(), e.getMessage());
            stream.close(Status.INVALID_ARGUMENT.withDescription(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.warn("a message of node {} cannot be taken in: {}", stream.node(), e.getMessage());
            stream.close(
                    Status.UNAVAILABLE.withDescription(
                            "the control plane cannot store this now; try again"));
        }
        if (room) {
            readNext.run();
        }
    }

    /// @return whether the next message may come
    private boolean take(AgentMessage message) {
        if (!greeted && message.getMessageCase() != AgentMessage.MessageCase.HELLO) {
            stream.close(
                    Status.FAILED_PRECONDITION.withDescription(
                            "the first message of a stream is Hello"));
            return true;
        }
        return switch (message.getMessageCase()) {
            case HELLO -> greet(message.getHello());
            case HEARTBEAT -> {
                desk.heartbeat(stream, message.getHeartbeat());
                yield true;
            }
            case REPORT -> {
                desk.report(stream, message.getReport());
                yield true;
            }
            case TELEMETRY -> {
                desk.telemetry(stream.node(), message.getTelemetry());
                yield true;
            }
            case LOG -> {
                LogChunk chunk = Received.chunk(message.getLog());
                yield lane.add(chunk);
            }
            case GOODBYE -> {
                saidGoodbye = true;
                desk.goodbye(stream, message.getGoodbye());
                yield true;
            }
            case STANDBY -> {
                desk.standby(stream.node(), message.getStandby());
                yield true;
            }
            // a newer agent may say more than we understand
            case MESSAGE_NOT_SET -> true;
        };
    }

    private boolean greet(Hello hello) {
        if (greeted) {
            throw new IllegalArgumentException("Hello is said once");
        }
        greeted = desk.welcome(stream, hello);
        return true;
    }

    @Override
    public void onError(Throwable lost) {
        ended();
    }

    @Override
    public void onCompleted() {
        stream.complete();
        ended();
    }

    /// However often it is told.
    void ended() {
        if (greeted && left.compareAndSet(false, true)) {
            desk.left(stream, saidGoodbye);
        }
    }
}
