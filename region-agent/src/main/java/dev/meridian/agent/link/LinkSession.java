package dev.meridian.agent.link;

import dev.meridian.agent.protocol.AgentLinkGrpc;
import dev.meridian.agent.protocol.AgentMessage;
import dev.meridian.agent.protocol.AllocationReport;
import dev.meridian.agent.protocol.ComeBack;
import dev.meridian.agent.protocol.ControlMessage;
import dev.meridian.agent.protocol.Goodbye;
import dev.meridian.agent.protocol.Heartbeat;
import dev.meridian.agent.protocol.HeartbeatReply;
import dev.meridian.agent.protocol.LogChunk;
import dev.meridian.agent.protocol.Neighbours;
import dev.meridian.agent.protocol.StandbyReport;
import dev.meridian.agent.protocol.TelemetryBatch;
import dev.meridian.agent.protocol.Waiting;
import dev.meridian.agent.protocol.Welcome;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One stream, from Hello to its loss. One thread sends; answers come on the transport's thread.
///
/// Heartbeats are sent whether or not the transport has room; everything else only while it has,
/// one piece at a time, so that at most one chunk ever stands between a heartbeat and the wire.
final class LinkSession implements ClientResponseObserver<AgentMessage, ControlMessage> {
    /// Why a stream ended whose other side hangs.
    private static final String SILENT = "it has fallen silent";

    /// Why a stream ended whose other side answers, but is cut off from what it would have to
    /// store: another replica may not be.
    private static final String BARREN = "it answers, but renews nothing";

    private static final long WELCOME_PATIENCE = TimeUnit.SECONDS.toNanos(15);
    private static final long LOG_POLL = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int SILENT_BEATS = 3;
    private static final long LEAST_SILENCE = TimeUnit.SECONDS.toNanos(5);

    private final Duties duties;
    private final Outbox outbox;
    private final LogSource logs;
    private final LongSupplier nanos;
    private final Runnable onWelcome;
    private final boolean others;
    private final Pulse pulse;
    private final LogWindow window = new LogWindow();
    private final Semaphore signal = new Semaphore(0);

    private @Nullable ClientCallStreamObserver<AgentMessage> out;
    private volatile @Nullable Welcome welcome;
    private volatile int
            askedMillis; // between heartbeats; 0: nothing was answered to our Hello yet
    private volatile @Nullable ComeBack comeBack;
    private volatile @Nullable String ended;
    private volatile @Nullable String goodbye;
    private volatile long
            heardFromNanos; // our own sending time of what the other side last answered
    private volatile long lastAnswer;
    private volatile long lastRenewal;
    private long seq;

    /// @param others whether there is another control plane to go to
    LinkSession(
            Duties duties,
            Outbox outbox,
            LogSource logs,
            LongSupplier nanos,
            RandomGenerator random,
            Runnable onWelcome,
            boolean others) {
        this.duties = duties;
        this.outbox = outbox;
        this.logs = logs;
        this.nanos = nanos;
        this.pulse = new Pulse(random);
        this.onWelcome = onWelcome;
        this.others = others;
    }

    /// Whether the next replica is to be asked rather than this one again.
    ///
    /// @param why a stream ended that was welcomed
    static boolean leaves(String why) {
        return why.equals(SILENT) || why.equals(BARREN);
    }

    /// Returns when the stream is over.
    ///
    /// @return why, for people
    String run(ManagedChannel channel) throws InterruptedException {
        long opened = nanos.getAsLong();
        heardFromNanos = opened;
        lastAnswer = opened;
        AgentLinkGrpc.newStub(channel).connect(this);
        send(AgentMessage.newBuilder().setHello(duties.hello()).build());
        while (true) {
            String why = ended;
            if (why != null) return why;
            long now = nanos.getAsLong();
            long wait = step(now);
            if (wait > 0 && signal.tryAcquire(wait, TimeUnit.NANOSECONDS)) signal.drainPermits();
        }
    }

    /// One piece of work; answers how many nanoseconds the next can wait.
    private long step(long now) {
        int asked = askedMillis;
        if (asked == 0) {
            if (now - lastAnswer > WELCOME_PATIENCE) end("it does not answer");
            return LOG_POLL;
        }
        long lease = duties.shortestLeaseMillis();
        long interval = Pulse.interval(asked, lease);
        if (now - lastAnswer > Math.max(LEAST_SILENCE, SILENT_BEATS * interval)) {
            end(SILENT);
            return 0;
        }
        if (lease == 0) lastRenewal = now;
        if (others
                && now - lastRenewal
                        > Math.max(LEAST_SILENCE, TimeUnit.MILLISECONDS.toNanos(lease) / 2)) {
            end(BARREN);
            return 0;
        }
        if (pulse.due(now, interval)) beat(now);
        if (welcome == null) return pulse.left(nanos.getAsLong());
        if (sendOne()) return 0;
        String leaving = goodbye;
        if (leaving != null && !outbox.hasReports()) sayGoodbye(leaving);
        long untilBeat = pulse.left(nanos.getAsLong());
        boolean more = logs.watching() || outbox.hasReports() || outbox.hasBacklog();
        return more ? Math.min(LOG_POLL, untilBeat) : untilBeat;
    }

    private void beat(long now) {
        send(
                AgentMessage.newBuilder()
                        .setHeartbeat(Heartbeat.newBuilder().setSeq(++seq).setSentNanos(now))
                        .build());
    }

    private boolean sendOne() {
        ClientCallStreamObserver<AgentMessage> stream = out;
        if (stream == null || !stream.isReady()) return false;
        Optional<AllocationReport> report = outbox.nextReport(logs);
        if (report.isPresent()) {
            return send(AgentMessage.newBuilder().setReport(report.get()).build());
        }
        StandbyReport standby = outbox.nextStandby();
        if (standby != null) return send(AgentMessage.newBuilder().setStandby(standby).build());
        TelemetryBatch batch = outbox.nextTelemetry();
        if (batch != null) return send(AgentMessage.newBuilder().setTelemetry(batch).build());
        long now = nanos.getAsLong();
        Optional<LogChunk> chunk = window.hasRoom(now) ? logs.next() : Optional.empty();
        if (chunk.isEmpty()) return false;
        window.sent(chunk.get(), now);
        return send(AgentMessage.newBuilder().setLog(chunk.get()).build());
    }

    private void sayGoodbye(String reason) {
        send(AgentMessage.newBuilder().setGoodbye(Goodbye.newBuilder().setReason(reason)).build());
        ClientCallStreamObserver<AgentMessage> stream = out;
        goodbye = null;
        if (stream != null && ended == null) stream.onCompleted();
    }

    private boolean send(AgentMessage message) {
        ClientCallStreamObserver<AgentMessage> stream = out;
        if (stream == null || ended != null) return false;
        try {
            stream.onNext(message);
            return true;
        } catch (IllegalStateException e) { // the stream ended between the question and the act
            end("the stream is closed");
            return false;
        }
    }

    /// Sends Goodbye as soon as every report has been acknowledged.
    void leave(String reason) {
        goodbye = reason;
        wake();
    }

    /// Ends this stream from our side.
    void end(String why) {
        if (ended == null) ended = why;
        ClientCallStreamObserver<AgentMessage> stream = out;
        if (stream != null) stream.cancel(why, null);
        wake();
    }

    private void wake() {
        signal.release();
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<AgentMessage> requestStream) {
        out = requestStream;
        requestStream.setOnReadyHandler(this::wake);
    }

    @Override
    public void onNext(ControlMessage message) {
        lastAnswer = nanos.getAsLong();
        switch (message.getMessageCase()) {
            case WELCOME -> welcomed(message.getWelcome());
            case DESIRED -> duties.desired(message.getDesired(), heardFromNanos);
            case HEARTBEAT -> answered(message.getHeartbeat());
            case ACK -> {
                outbox.acknowledged(message.getAck());
                duties.acknowledged(message.getAck());
                wake();
            }
            case LOG_ACK -> {
                window.acknowledged(message.getLogAck());
                logs.acknowledged(message.getLogAck());
                wake();
            }
            case WAITING -> awaitTurn(message.getWaiting());
            case COME_BACK -> putOff(message.getComeBack());
            case NEIGHBOURS -> duties.neighbours(named(message.getNeighbours()));
            case MESSAGE_NOT_SET -> {} // a newer control plane may say more than this agent
                // understands
        }
    }

    private void welcomed(Welcome met) {
        logs.rewind(met.getLogOffsetsList());
        outbox.rewind(this::wake);
        duties.welcomed(met);
        lastRenewal = nanos.getAsLong();
        welcome = met;
        beatEvery(met.getHeartbeatMillis());
        onWelcome.run();
        wake();
    }

    /// Others are greeted first. What we hold is renewed meanwhile.
    private void awaitTurn(Waiting said) {
        if (welcome != null) return; // it was our turn already
        lastRenewal = nanos.getAsLong();
        beatEvery(said.getHeartbeatMillis());
        wake();
    }

    private void beatEvery(int millis) {
        pulse.begin(nanos.getAsLong());
        askedMillis = Math.max(1, millis);
    }

    private void putOff(ComeBack said) {
        comeBack = said;
        end("it has too many to greet");
    }

    /// Empty unless the other side wants us to open another stream later.
    Optional<ComeBack> comeBack() {
        return Optional.ofNullable(comeBack);
    }

    private static List<HostPort> named(Neighbours said) {
        return said.getPeersList().stream()
                .filter(peer -> !peer.getHost().isBlank() && peer.getPort() > 0)
                .map(peer -> new HostPort(peer.getHost(), peer.getPort()))
                .toList();
    }

    /// Whether our Hello was answered: only then an answer tells of contact.
    boolean met() {
        return askedMillis > 0 || comeBack != null;
    }

    /// Monotonic time of the last word of the other side.
    long lastAnswer() {
        return lastAnswer;
    }

    private void answered(HeartbeatReply reply) {
        heardFromNanos = Math.max(heardFromNanos, reply.getSentNanos());
        if (reply.getRenewalsCount() > 0) lastRenewal = lastAnswer;
        duties.renewed(reply);
    }

    @Override
    public void onError(Throwable failure) {
        if (ended == null) ended = sentence(Status.fromThrowable(failure));
        wake();
    }

    private static String sentence(Status status) {
        String said = status.getDescription();
        return said == null
                ? status.getCode().name()
                : status.getCode() + ", " + said.lines().toList();
    }

    @Override
    public void onCompleted() {
        if (ended == null) ended = "it closed the stream";
        wake();
    }
}
