package dev.meridian.controlplane.support;

import com.google.protobuf.ByteString;
import dev.meridian.agent.protocol.AgentLinkGrpc;
import dev.meridian.agent.protocol.AgentMessage;
import dev.meridian.agent.protocol.AllocationReport;
import dev.meridian.agent.protocol.Assignment;
import dev.meridian.agent.protocol.ComeBack;
import dev.meridian.agent.protocol.ControlMessage;
import dev.meridian.agent.protocol.DesiredState;
import dev.meridian.agent.protocol.Goodbye;
import dev.meridian.agent.protocol.Heartbeat;
import dev.meridian.agent.protocol.HeartbeatReply;
import dev.meridian.agent.protocol.LogAck;
import dev.meridian.agent.protocol.LogChunk;
import dev.meridian.agent.protocol.Neighbours;
import dev.meridian.agent.protocol.ReportAck;
import dev.meridian.agent.protocol.TelemetryBatch;
import dev.meridian.agent.protocol.Welcome;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// An agent without processes: it speaks the whole protocol over real mutual TLS and pretends to
/// run what it is told, each task as its [FakeTask.Script] says. Held to the same conformance suite
/// as the real one.
public final class FakeAgent implements AutoCloseable {
    private final int port;
    private final AgentIdentity identity;
    private final FakeHost host;
    private final Function<Assignment, FakeTask.Script> scripts;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong seq = new AtomicLong();
    private final Map<FakeTask.Key, FakeTask> tasks = new ConcurrentHashMap<>();
    private final List<HeartbeatReply> replies = new CopyOnWriteArrayList<>();
    private final List<ReportAck> acks = new CopyOnWriteArrayList<>();
    private final List<LogAck> logAcks = new CopyOnWriteArrayList<>();
    private final List<Neighbours> neighbours = new CopyOnWriteArrayList<>();
    private @Nullable ManagedChannel channel;
    private @Nullable StreamObserver<AgentMessage> out;
    private volatile CompletableFuture<Welcome> welcome = new CompletableFuture<>();
    private volatile CompletableFuture<Status> ended = new CompletableFuture<>();
    private final List<ComeBack> comeBacks = new CopyOnWriteArrayList<>();
    private @Nullable Future<?> beats;
    private long applied;
    private volatile boolean persistent;

    public FakeAgent(
            int port,
            AgentIdentity identity,
            FakeHost host,
            Function<Assignment, FakeTask.Script> scripts) {
        this.port = port;
        this.identity = identity;
        this.host = host;
        this.scripts = scripts;
    }

    /// Opens a stream and says Hello; answered by [#welcome] or [#ended].
    public synchronized FakeAgent connect() {
        welcome = new CompletableFuture<>();
        ended = new CompletableFuture<>();
        ManagedChannel fresh = identity.channel(port);
        channel = fresh;
        open(fresh);
        return this;
    }

    private void open(ManagedChannel on) {
        applied = 0;
        out = AgentLinkGrpc.newStub(on).connect(new Ear(welcome, ended));
        List<AllocationReport> held = tasks.values().stream().map(FakeTask::report).toList();
        send(AgentMessage.newBuilder().setHello(host.hello(held)).build());
    }

    /// After it was put off, on the connection that stands.
    private synchronized void openAgain() {
        ManagedChannel standing = channel;
        if (standing != null) {
            open(standing);
        }
    }

    /// Comes back by itself whenever the stream ends.
    public FakeAgent persistent() {
        persistent = true;
        return this;
    }

    private void reconnect() {
        disconnect();
        connect();
    }

    /// Breaks the connection without a word; tasks go on.
    public synchronized void disconnect() {
        out = null;
        if (channel != null) {
            channel.shutdownNow();
            channel = null;
        }
    }

    public synchronized void goodbye(String reason) {
        send(AgentMessage.newBuilder().setGoodbye(Goodbye.newBuilder().setReason(reason)).build());
    }

    @Override
    public void close() {
        clock.shutdownNow();
        disconnect();
    }

    public String nodeId() {
        return identity.nodeId();
    }

    public CompletableFuture<Welcome> welcome() {
        return welcome;
    }

    /// How the stream ended.
    public CompletableFuture<Status> ended() {
        return ended;
    }

    public List<HeartbeatReply> heartbeatReplies() {
        return replies;
    }

    public List<ReportAck> acks() {
        return acks;
    }

    public List<LogAck> logAcks() {
        return logAcks;
    }

    /// The peers that it was told of, each time.
    public List<Neighbours> neighbours() {
        return neighbours;
    }

    /// The times that it was told to come back later.
    public List<ComeBack> comeBacks() {
        return comeBacks;
    }

    /// What it holds, whatever its state.
    public List<FakeTask> tasks() {
        return List.copyOf(tasks.values());
    }

    /// The task of an allocation that has the highest epoch; null when it holds none.
    public @Nullable FakeTask task(String allocation) {
        return tasks.values().stream()
                .filter(task -> task.key().allocation().equals(allocation))
                .max(Comparator.comparingInt(task -> task.key().epoch()))
                .orElse(null);
    }

    public synchronized void send(AgentMessage message) {
        StreamObserver<AgentMessage> open = out;
        if (open != null) {
            try {
                open.onNext(message);
            } catch (IllegalStateException _) {
                // the stream ended meanwhile: what matters is sent again on the next one
            }
        }
    }

    public void heartbeat() {
        send(
                AgentMessage.newBuilder()
                        .setHeartbeat(
                                Heartbeat.newBuilder()
                                        .setSeq(seq.incrementAndGet())
                                        .setSentNanos(System.nanoTime()))
                        .build());
    }

    public void telemetry(TelemetryBatch batch) {
        send(AgentMessage.newBuilder().setTelemetry(batch).build());
    }

    public void report(AllocationReport report) {
        send(AgentMessage.newBuilder().setReport(report).build());
    }

    /// The task writes; the chunk goes out now and again on the next stream, if it is not
    /// acknowledged.
    public void write(FakeTask task, byte[] bytes) {
        send(AgentMessage.newBuilder().setLog(task.write(ByteString.copyFrom(bytes))).build());
    }

    /// Ends a task as if its process had exited.
    public void exit(FakeTask task, int code) {
        move(task, task.exited(code, seq.incrementAndGet()));
    }

    private synchronized void desired(DesiredState state) {
        if (state.getRevision() < applied) {
            return;
        }
        applied = state.getRevision();
        Map<FakeTask.Key, Assignment> wanted = new HashMap<>();
        state.getAssignmentsList().forEach(one -> wanted.put(FakeTask.Key.of(one), one));
        tasks.forEach((key, task) -> {
            Assignment assignment = wanted.get(key);
            if (task.live() && (assignment == null || assignment.getStop())) {
                move(task, task.stopped(seq.incrementAndGet()));
            }
        });
        wanted.forEach((key, assignment) -> {
            if (tasks.containsKey(key) || newerHeld(key)) {
                return;
            }
            FakeTask task = new FakeTask(assignment, seq.incrementAndGet());
            tasks.put(key, task);
            if (assignment.getStop()) {
                move(task, task.stopped(seq.incrementAndGet()));
            } else {
                start(task, scripts.apply(assignment));
            }
        });
    }

    private boolean newerHeld(FakeTask.Key key) {
        return tasks.keySet().stream()
                .anyMatch(held ->
                        held.allocation().equals(key.allocation()) && held.epoch() > key.epoch());
    }

    private void start(FakeTask task, FakeTask.Script script) {
        report(task.report());
        switch (script) {
            case FakeTask.Hangs() -> {}
            case FakeTask.Runs() -> move(task, task.running(seq.incrementAndGet()));
            case FakeTask.Speaks(var lines, long betweenMillis) -> {
                move(task, task.running(seq.incrementAndGet()));
                speak(task, lines, betweenMillis);
            }
            case FakeTask.Exits(int code, long afterMillis) -> {
                move(task, task.running(seq.incrementAndGet()));
                var _ =
                        clock.schedule(
                                () -> {
                                    if (task.live()) {
                                        exit(task, code);
                                    }
                                },
                                afterMillis,
                                TimeUnit.MILLISECONDS);
            }
        }
    }

    private void speak(FakeTask task, List<String> lines, long betweenMillis) {
        for (int i = 0; i < lines.size(); i++) {
            byte[] line = (lines.get(i) + "\n").getBytes(StandardCharsets.UTF_8);
            var _ =
                    clock.schedule(
                            () -> write(task, line), i * betweenMillis, TimeUnit.MILLISECONDS);
        }
    }

    private void move(FakeTask task, AllocationReport report) {
        task.say(report);
        report(report);
    }

    private void welcomed(Welcome met, CompletableFuture<Welcome> to) {
        Map<FakeTask.Key, Long> stored = new HashMap<>();
        met.getLogOffsetsList()
                .forEach(ack ->
                        stored.put(
                                new FakeTask.Key(ack.getAllocationId(), ack.getEpoch()),
                                ack.getOffset()));
        for (FakeTask task : tasks.values()) {
            for (LogChunk chunk : task.writtenAfter(stored.getOrDefault(task.key(), 0L))) {
                send(AgentMessage.newBuilder().setLog(chunk).build());
            }
        }
        beatEvery(met.getHeartbeatMillis());
        var _ = clock.scheduleWithFixedDelay(this::resend, 500, 500, TimeUnit.MILLISECONDS);
        to.complete(met);
    }

    private synchronized void beatEvery(int millis) {
        if (beats != null) {
            beats.cancel(false);
        }
        int every = Math.max(50, millis);
        beats = clock.scheduleWithFixedDelay(this::heartbeat, 0, every, TimeUnit.MILLISECONDS);
    }

    private void resend() {
        tasks.values().stream()
                .filter(FakeTask::unacknowledged)
                .forEach(task -> report(task.report()));
    }

    private void acknowledged(ReportAck ack) {
        acks.add(ack);
        FakeTask task = tasks.get(new FakeTask.Key(ack.getAllocationId(), ack.getEpoch()));
        if (task != null) {
            task.acknowledged(ack.getSeq());
        }
    }

    private final class Ear implements StreamObserver<ControlMessage> {
        private final CompletableFuture<Welcome> met;
        private final CompletableFuture<Status> over;
        private boolean putOff;

        Ear(CompletableFuture<Welcome> met, CompletableFuture<Status> over) {
            this.met = met;
            this.over = over;
        }

        @Override
        public void onNext(ControlMessage message) {
            switch (message.getMessageCase()) {
                case WELCOME -> welcomed(message.getWelcome(), met);
                case DESIRED -> desired(message.getDesired());
                case HEARTBEAT -> replies.add(message.getHeartbeat());
                case ACK -> acknowledged(message.getAck());
                case LOG_ACK -> logAcks.add(message.getLogAck());
                case NEIGHBOURS -> neighbours.add(message.getNeighbours());
                case WAITING -> beatEvery(message.getWaiting().getHeartbeatMillis());
                case COME_BACK -> putOff(message.getComeBack());
                case MESSAGE_NOT_SET -> throw new IllegalStateException("an empty message");
            }
        }

        private void putOff(ComeBack until) {
            comeBacks.add(until);
            putOff = true;
            var _ =
                    clock.schedule(
                            FakeAgent.this::openAgain,
                            until.getAfterMillis(),
                            TimeUnit.MILLISECONDS);
        }

        @Override
        public void onError(Throwable lost) {
            over.complete(Status.fromThrowable(lost));
            if (persistent) {
                var _ = clock.schedule(FakeAgent.this::reconnect, 100, TimeUnit.MILLISECONDS);
            }
        }

        @Override
        public void onCompleted() {
            if (!putOff) {
                over.complete(Status.OK);
            }
        }
    }
}
