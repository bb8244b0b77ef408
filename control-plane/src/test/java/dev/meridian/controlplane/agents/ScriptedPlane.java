package dev.meridian.controlplane.agents;

import static java.util.Objects.requireNonNull;

import com.google.protobuf.ByteString;
import dev.meridian.agent.protocol.AgentLinkGrpc;
import dev.meridian.agent.protocol.AgentMessage;
import dev.meridian.agent.protocol.AllocationReport;
import dev.meridian.agent.protocol.Assignment;
import dev.meridian.agent.protocol.ControlMessage;
import dev.meridian.agent.protocol.DesiredState;
import dev.meridian.agent.protocol.EnrolReply;
import dev.meridian.agent.protocol.EnrolRequest;
import dev.meridian.agent.protocol.EnrolmentGrpc;
import dev.meridian.agent.protocol.Heartbeat;
import dev.meridian.agent.protocol.HeartbeatReply;
import dev.meridian.agent.protocol.Hello;
import dev.meridian.agent.protocol.LogAck;
import dev.meridian.agent.protocol.LogChunk;
import dev.meridian.agent.protocol.Renewal;
import dev.meridian.agent.protocol.Welcome;
import dev.meridian.controlplane.fleet.model.NodeId;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.TlsServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.bouncycastle.asn1.x509.GeneralName;
import org.jspecify.annotations.Nullable;

/// A control plane that does what the test says, right or wrong, so that every duty of an agent can
/// be looked at.
final class ScriptedPlane implements AutoCloseable {
    private static final int HEARTBEAT_MILLIS = 300;
    private static final NodeId NODE = new NodeId(new UUID(7, 7));

    private final CertificateAuthority authority;
    private final Server server;
    private final List<Hello> hellos = new CopyOnWriteArrayList<>();
    private final List<AllocationReport> reports = new CopyOnWriteArrayList<>();
    private final List<LogChunk> chunks = new CopyOnWriteArrayList<>();
    private final Map<String, Long> stored = new ConcurrentHashMap<>();
    private volatile List<Assignment> desired = List.of();
    private final List<Long> heartbeats = new CopyOnWriteArrayList<>();
    private final List<Long> hellosAt = new CopyOnWriteArrayList<>();
    private volatile boolean acknowledging = true;
    private volatile Door door = Door.OPEN;
    private volatile @Nullable Hello waiting;
    private volatile @Nullable StreamObserver<ControlMessage> stream;
    private long revision;

    ScriptedPlane() throws Exception {
        authority = new CertificateAuthority(Supplier::get, Clock.systemUTC(), new SecureRandom());
        var names =
                List.of(
                        new GeneralName(GeneralName.dNSName, CertificateAuthority.SERVER_NAME),
                        new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
        server =
                NettyServerBuilder.forAddress(
                                new InetSocketAddress("127.0.0.1", 0),
                                TlsServerCredentials.newBuilder()
                                        .keyManager(
                                                new ServerKeys(
                                                        () -> authority.forServer(names),
                                                        Clock.systemUTC()))
                                        .trustManager(
                                                new PeerTrust(
                                                        authority.certificate(), Clock.systemUTC()))
                                        .clientAuth(TlsServerCredentials.ClientAuth.OPTIONAL)
                                        .build())
                        .addService(new Enrolling())
                        .addService(new Linking())
                        .build()
                        .start();
    }

    int port() {
        return server.getPort();
    }

    byte[] authority() throws Exception {
        return authority.certificate().getEncoded();
    }

    String token() {
        return "mrj_any." + authority.sha256Hex();
    }

    /// The whole desired state, under the next revision.
    synchronized void desire(Assignment... assignments) {
        desired = List.of(assignments);
        revision += 10;
        push(revision);
    }

    /// Says that nothing is desired, under a revision that is older than the last.
    synchronized void desireNothingOfOld() {
        say(
                ControlMessage.newBuilder()
                        .setDesired(DesiredState.newBuilder().setRevision(revision - 1))
                        .build());
    }

    /// How the next Hello is met.
    enum Door {
        OPEN,
        /// Everyone is told to wait, until [#admit].
        WAITING,
        /// The next one is told to come back, later ones are welcome.
        COME_BACK
    }

    static final int COME_BACK_MILLIS = 2_000;

    void door(Door next) {
        door = next;
    }

    /// Welcomes the one that waits.
    synchronized void admit() {
        Hello hello = requireNonNull(waiting);
        waiting = null;
        welcome(hello);
    }

    /// When a Hello came, in nanoseconds.
    List<Long> hellosAt() {
        return hellosAt;
    }

    /// When a heartbeat came, in nanoseconds.
    List<Long> heartbeats() {
        return heartbeats;
    }

    void acknowledge(boolean acknowledge) {
        acknowledging = acknowledge;
    }

    /// Breaks the stream; the agent is to come back by itself.
    synchronized void drop() {
        StreamObserver<ControlMessage> open = stream;
        stream = null;
        if (open != null) {
            open.onError(Status.UNAVAILABLE.withDescription("dropped by the test").asException());
        }
    }

    List<Hello> hellos() {
        return hellos;
    }

    List<AllocationReport> reports(Assignment of) {
        return reports.stream()
                .filter(r ->
                        r.getAllocationId().equals(of.getAllocationId())
                                && r.getEpoch() == of.getEpoch())
                .toList();
    }

    List<AllocationReport> reports() {
        return reports;
    }

    List<LogChunk> chunks() {
        return chunks;
    }

    /// What arrived of a stream, without gaps.
    String log(Assignment of) {
        var text = new StringBuilder();
        for (LogChunk chunk : chunks) {
            if (chunk.getAllocationId().equals(of.getAllocationId())
                    && chunk.getStream().equals("stdout")) {
                int known = (int) (text.length() - chunk.getOffset());
                if (known >= 0 && known < chunk.getData().size()) {
                    text.append(chunk.getData().substring(known).toStringUtf8());
                }
            }
        }
        return text.toString();
    }

    @Override
    public void close() throws InterruptedException {
        server.shutdownNow().awaitTermination();
    }

    private synchronized void push(long number) {
        say(
                ControlMessage.newBuilder()
                        .setDesired(
                                DesiredState.newBuilder()
                                        .setRevision(number)
                                        .addAllAssignments(desired))
                        .build());
    }

    private synchronized void say(ControlMessage message) {
        StreamObserver<ControlMessage> open = stream;
        if (open != null) {
            open.onNext(message);
        }
    }

    private final class Enrolling extends EnrolmentGrpc.EnrolmentImplBase {
        @Override
        public void enrol(EnrolRequest request, StreamObserver<EnrolReply> answer) {
            try {
                var key = KeyPairs.read(request.getPublicKey().toByteArray()).orElseThrow();
                NodeCertificate made = authority.forNode(NODE, key);
                answer.onNext(
                        EnrolReply.newBuilder()
                                .setNodeId(NODE.toString())
                                .setCertificate(
                                        ByteString.copyFrom(made.certificate().getEncoded()))
                                .setCaCertificate(ByteString.copyFrom(authority()))
                                .setExpiresAtMillis(made.expiresAt().toEpochMilli())
                                .build());
                answer.onCompleted();
            } catch (Exception e) {
                answer.onError(Status.INTERNAL.withCause(e).asException());
            }
        }
    }

    private final class Linking extends AgentLinkGrpc.AgentLinkImplBase {
        @Override
        public StreamObserver<AgentMessage> connect(StreamObserver<ControlMessage> out) {
            return new StreamObserver<>() {
                @Override
                public void onNext(AgentMessage message) {
                    heard(message, out);
                }

                @Override
                public void onError(Throwable lost) {
                    // the agent is expected to come back
                }

                @Override
                public void onCompleted() {
                    out.onCompleted();
                }
            };
        }
    }

    private synchronized void heard(AgentMessage message, StreamObserver<ControlMessage> out) {
        switch (message.getMessageCase()) {
            case HELLO -> greet(message.getHello(), out);
            case HEARTBEAT -> renew(message.getHeartbeat());
            case REPORT -> reported(message.getReport());
            case LOG -> logged(message.getLog());
            case TELEMETRY, GOODBYE, MESSAGE_NOT_SET -> {}
        }
    }

    private void greet(Hello hello, StreamObserver<ControlMessage> out) {
        hellosAt.add(System.nanoTime());
        hellos.add(hello);
        stream = out;
        switch (door) {
            case OPEN -> welcome(hello);
            case WAITING -> {
                waiting = hello;
                say(Wire.waiting(HEARTBEAT_MILLIS));
            }
            case COME_BACK -> {
                door = Door.OPEN;
                say(Wire.comeBack(Duration.ofMillis(COME_BACK_MILLIS)));
                stream = null;
                out.onCompleted();
            }
        }
    }

    private void welcome(Hello hello) {
        var welcome =
                Welcome.newBuilder()
                        .setNodeId(NODE.toString())
                        .setHeartbeatMillis(HEARTBEAT_MILLIS)
                        .setTelemetryMillis(60_000);
        for (AllocationReport held : hello.getHeldList()) {
            welcome.addLogOffsets(
                    LogAck.newBuilder()
                            .setAllocationId(held.getAllocationId())
                            .setEpoch(held.getEpoch())
                            .setStream("stdout")
                            .setOffset(stored.getOrDefault(held.getAllocationId(), 0L)));
        }
        say(ControlMessage.newBuilder().setWelcome(welcome).build());
        hello.getHeldList().forEach(this::reported);
        push(revision);
    }

    private void renew(Heartbeat heartbeat) {
        heartbeats.add(System.nanoTime());
        var reply =
                HeartbeatReply.newBuilder()
                        .setSeq(heartbeat.getSeq())
                        .setSentNanos(heartbeat.getSentNanos());
        for (Assignment assignment : desired) {
            reply.addRenewals(
                    Renewal.newBuilder()
                            .setAllocationId(assignment.getAllocationId())
                            .setEpoch(assignment.getEpoch())
                            .setLeaseMillis(assignment.getLeaseMillis()));
        }
        say(ControlMessage.newBuilder().setHeartbeat(reply).build());
    }

    private void reported(AllocationReport report) {
        reports.add(report);
        if (acknowledging) {
            say(Wire.ack(report.getAllocationId(), report.getEpoch(), report.getSeq()));
        }
    }

    private void logged(LogChunk chunk) {
        chunks.add(chunk);
        if (chunk.getStream().equals("stdout")) {
            stored.merge(
                    chunk.getAllocationId(), chunk.getOffset() + chunk.getData().size(), Math::max);
        }
        say(
                ControlMessage.newBuilder()
                        .setLogAck(
                                LogAck.newBuilder()
                                        .setAllocationId(chunk.getAllocationId())
                                        .setEpoch(chunk.getEpoch())
                                        .setStream(chunk.getStream())
                                        .setOffset(chunk.getOffset() + chunk.getData().size()))
                        .build());
    }
}
