package dev.meridian.controlplane.agents;

import static java.util.Objects.requireNonNull;

import dev.meridian.agent.protocol.AgentMessage;
import dev.meridian.agent.protocol.Hello;
import dev.meridian.controlplane.telemetry.model.LogChunk;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The receiving half of one node's stream: sorts what comes in and waits for nothing but a full
/// lane of logs. Before the greeting heartbeats are taken at once, and what else comes is kept: a
/// heartbeat must not wait behind it.
final class AgentSession implements StreamObserver<AgentMessage>, Guest {
    private static final Logger LOG = LoggerFactory.getLogger(AgentSession.class);

    /// An agent says little before it is welcomed, and its welcome is on the way before we know.
    private static final int MOST_EARLY = 1_000;

    private final AgentStream stream;
    private final AgentDesk desk;
    private final Runnable readNext;
    private final LogIntake.Lane lane;

    /// In the order in which it came; itself the lock of what follows the greeting.
    private final ArrayDeque<AgentMessage> early = new ArrayDeque<>();

    private final AtomicBoolean ended = new AtomicBoolean();

    /// Whether it was welcomed, once that is known.
    private final CompletableFuture<Boolean> greeted = new CompletableFuture<>();

    private volatile boolean came;
    private volatile boolean working;

    /// Until the greeting only: it may be large.
    private volatile @Nullable Hello hello;

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
        boolean room = orElseClosed(() -> take(message), true);
        if (room) {
            readNext.run();
        }
    }

    private boolean orElseClosed(BooleanSupplier intake, boolean otherwise) {
        try {
            return intake.getAsBoolean();
        } catch (IllegalArgumentException e) {
            LOG.warn("node {} says what cannot be: {}", stream.node(), e.getMessage());
            stream.close(Status.INVALID_ARGUMENT.withDescription(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.warn("a message of node {} cannot be taken in: {}", stream.node(), e.getMessage());
            stream.close(
                    Status.UNAVAILABLE.withDescription(
                            "the control plane cannot store this now; try again"));
        }
        return otherwise;
    }

    /// @return whether the next message may come
    private boolean take(AgentMessage message) {
        AgentMessage.MessageCase kind = message.getMessageCase();
        if (!came && kind != AgentMessage.MessageCase.HELLO) {
            stream.close(
                    Status.FAILED_PRECONDITION.withDescription(
                            "the first message of a stream is Hello"));
            return true;
        }
        boolean atOnce =
                kind == AgentMessage.MessageCase.HELLO
                        || kind == AgentMessage.MessageCase.HEARTBEAT;
        return (!atOnce && isKept(message)) || handle(message);
    }

    /// Whether it is kept until the greeting, or nothing is to be made of it.
    private boolean isKept(AgentMessage message) {
        synchronized (early) {
            if (greeted.isDone()) {
                return !greeted.join();
            }
            if (early.size() < MOST_EARLY) {
                early.add(message);
            } else {
                stream.close(
                        Status.RESOURCE_EXHAUSTED.withDescription(
                                "too much was said before the welcome"));
            }
            return true;
        }
    }

    /// @return whether the next message may come
    private boolean handle(AgentMessage message) {
        return switch (message.getMessageCase()) {
            case HELLO -> {
                come(message.getHello());
                yield true;
            }
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

    private void come(Hello said) {
        if (came) {
            throw new IllegalArgumentException("Hello is said once");
        }
        came = true;
        working = said.getHeldCount() > 0;
        hello = said;
        desk.receive(this);
    }

    @Override
    public AgentStream stream() {
        return stream;
    }

    @Override
    public boolean working() {
        return working;
    }

    @Override
    public void enter() {
        Hello said = requireNonNull(hello);
        hello = null;
        settle(orElseClosed(() -> desk.welcome(stream, said), false));
    }

    /// What was kept goes before all that comes from now on.
    private void settle(boolean welcome) {
        synchronized (early) {
            for (AgentMessage kept = early.poll(); kept != null; kept = early.poll()) {
                AgentMessage next = kept;
                boolean _ = welcome && orElseClosed(() -> handle(next), true);
            }
            greeted.complete(welcome);
        }
    }

    @Override
    public void turnedAway() {
        settle(false);
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
        if (came && ended.compareAndSet(false, true)) {
            desk.gaveUp(this);
            greeted.thenAccept(welcome -> {
                if (welcome) {
                    desk.left(stream, saidGoodbye);
                }
            });
        }
    }
}
