package dev.meridian.swarm.agent;

import dev.meridian.agent.protocol.AgentLinkGrpc;
import dev.meridian.agent.protocol.AgentMessage;
import dev.meridian.agent.protocol.ComeBack;
import dev.meridian.agent.protocol.ControlMessage;
import dev.meridian.agent.protocol.Heartbeat;
import dev.meridian.agent.protocol.HeartbeatReply;
import dev.meridian.agent.protocol.Hello;
import dev.meridian.agent.protocol.Welcome;
import io.grpc.ManagedChannel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One connection of one agent with its one stream, from Hello to its end. It beats by itself once
/// it is welcomed, and gives the stream up when nothing is answered, as the real agent does.
final class Connection implements ClientResponseObserver<AgentMessage, ControlMessage> {
    private static final long WELCOME_PATIENCE_SECONDS = 15;
    private static final long LEAST_SILENCE = TimeUnit.SECONDS.toNanos(5);
    private static final int SILENT_BEATS = 4;

    /// What becomes of the stream.
    interface Owner {
        void welcomed(Connection by, Welcome welcome);

        /// It is to open another one later, on the channel of this one.
        void putOff(Connection which, ComeBack until);

        void lost(Connection which);
    }

    private final ManagedChannel channel;
    private final Surroundings around;
    private final Workload work;
    private final Pace pace;
    private final Owner owner;
    private @Nullable ClientCallStreamObserver<AgentMessage> out;
    private @Nullable Welcome welcome;
    private @Nullable Future<?> next;
    private boolean over;
    private boolean resting;
    private boolean mute;
    private boolean beating;
    private volatile long askedMillis;
    private long seq;
    private volatile long heardNanos = System.nanoTime();
    private volatile long lastAnswer = heardNanos;

    Connection(ManagedChannel channel, Surroundings around, Workload work, Pace pace, Owner owner) {
        this.channel = channel;
        this.around = around;
        this.work = work;
        this.pace = pace;
        this.owner = owner;
    }

    void open(Hello hello) {
        AgentLinkGrpc.newStub(channel).connect(this);
        send(AgentMessage.newBuilder().setHello(hello).build());
        later(this::expectWelcome, TimeUnit.SECONDS.toNanos(WELCOME_PATIENCE_SECONDS));
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<AgentMessage> stream) {
        synchronized (this) {
            out = stream;
        }
    }

    /// Lost when there is no stream to send it on.
    synchronized void send(AgentMessage message) {
        if (out != null && !over && !mute) {
            try {
                out.onNext(message);
            } catch (IllegalStateException _) {
                // the stream ended meanwhile: what matters is told again on the next one
            }
        }
    }

    /// From now on it says nothing and hears nothing, and its connection stands.
    synchronized void mute() {
        mute = true;
    }

    /// Cuts the connection. Its owner is not told.
    ///
    /// @return whether it had been welcomed and stood until now
    boolean close() {
        boolean stood;
        synchronized (this) {
            if (over && !resting) {
                return false;
            }
            stood = welcome != null && !over;
            over = true;
            resting = false;
            if (next != null) {
                next.cancel(false);
            }
        }
        if (stood) {
            around.figures().disconnected();
        }
        channel.shutdownNow();
        return stood;
    }

    private void fail() {
        boolean stood = close();
        if (stood) {
            around.figures().lost();
        }
        owner.lost(this);
    }

    private synchronized boolean isOver() {
        return over;
    }

    private synchronized boolean isMute() {
        return mute;
    }

    private synchronized void later(Runnable what, long nanos) {
        if (!over) {
            next = around.timer().schedule(what, nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void expectWelcome() {
        if (!isOver() && !isMute()) {
            fail();
        }
    }

    /// Starts with the first answer to our Hello, be it a welcome or not yet.
    private void beatEvery(long millis) {
        synchronized (this) {
            askedMillis = millis;
            if (beating) {
                return;
            }
            beating = true;
            if (next != null) {
                next.cancel(false);
            }
        }
        later(this::beat, 0);
    }

    private void beat() {
        if (isOver()) {
            return;
        }
        long now = System.nanoTime();
        long interval = Pace.interval(askedMillis, work.shortestLeaseMillis());
        if (!isMute()) {
            if (now - lastAnswer > Math.max(LEAST_SILENCE, SILENT_BEATS * interval)) {
                fail();
                return;
            }
            around.figures().beat();
            send(
                    AgentMessage.newBuilder()
                            .setHeartbeat(
                                    Heartbeat.newBuilder()
                                            .setSeq(nextSeq())
                                            .setSentNanos(System.nanoTime()))
                            .build());
        }
        later(this::beat, pace.jittered(interval));
    }

    private synchronized long nextSeq() {
        return ++seq;
    }

    @Override
    public void onNext(ControlMessage message) {
        long now = System.nanoTime();
        if (isMute() || isOver()) {
            return;
        }
        lastAnswer = now;
        switch (message.getMessageCase()) {
            case WELCOME -> welcomed(message.getWelcome());
            case DESIRED -> work.desired(message.getDesired(), heardNanos);
            case HEARTBEAT -> answered(message.getHeartbeat(), now);
            case ACK -> work.acknowledged(message.getAck());
            case WAITING -> beatEvery(message.getWaiting().getHeartbeatMillis());
            case COME_BACK -> putOff(message.getComeBack());
            case LOG_ACK, NEIGHBOURS, MESSAGE_NOT_SET -> {}
        }
    }

    private void welcomed(Welcome met) {
        synchronized (this) {
            if (over || welcome != null) {
                return;
            }
            welcome = met;
        }
        around.figures().welcomed();
        work.welcomed(met);
        owner.welcomed(this, met);
        beatEvery(met.getHeartbeatMillis());
    }

    /// The stream is over and the channel stands.
    private void putOff(ComeBack until) {
        boolean stood;
        synchronized (this) {
            if (over) {
                return;
            }
            stood = welcome != null;
            over = true;
            resting = true;
            if (next != null) {
                next.cancel(false);
            }
        }
        if (stood) {
            around.figures().disconnected();
        }
        owner.putOff(this, until);
    }

    /// The channel of a stream that was put off, for the next one. It is not ours any more.
    synchronized ManagedChannel handOver() {
        resting = false;
        return channel;
    }

    private void answered(HeartbeatReply reply, long now) {
        heardNanos = Math.max(heardNanos, reply.getSentNanos());
        around.figures().answered(now - reply.getSentNanos());
        work.renewed(reply);
    }

    @Override
    public void onError(Throwable failure) {
        if (!isOver()) {
            fail();
        }
    }

    @Override
    public void onCompleted() {
        if (!isOver()) {
            fail();
        }
    }
}
