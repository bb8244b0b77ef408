package dev.meridian.agent;

import com.google.protobuf.ByteString;
import dev.meridian.agent.link.HostPort;
import dev.meridian.agent.protocol.AgentLinkGrpc;
import dev.meridian.agent.protocol.AgentMessage;
import dev.meridian.agent.protocol.AllocationReport;
import dev.meridian.agent.protocol.Assignment;
import dev.meridian.agent.protocol.ControlMessage;
import dev.meridian.agent.protocol.DesiredState;
import dev.meridian.agent.protocol.EndOrder;
import dev.meridian.agent.protocol.EnrolReply;
import dev.meridian.agent.protocol.EnrolRequest;
import dev.meridian.agent.protocol.EnrolmentGrpc;
import dev.meridian.agent.protocol.Heartbeat;
import dev.meridian.agent.protocol.HeartbeatReply;
import dev.meridian.agent.protocol.Hello;
import dev.meridian.agent.protocol.LogAck;
import dev.meridian.agent.protocol.LogChunk;
import dev.meridian.agent.protocol.Neighbour;
import dev.meridian.agent.protocol.Neighbours;
import dev.meridian.agent.protocol.Renewal;
import dev.meridian.agent.protocol.ReportAck;
import dev.meridian.agent.protocol.RunningCopy;
import dev.meridian.agent.protocol.Sample;
import dev.meridian.agent.protocol.TaskState;
import dev.meridian.agent.protocol.Testimony;
import dev.meridian.agent.protocol.TestimonyReply;
import dev.meridian.agent.protocol.Welcome;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.TlsServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// The other end of the link, kept by the comments of the protocol: a control plane without
/// scheduling, on loopback.
public final class TestControlPlane implements AutoCloseable {
    public final TestAuthority authority;
    public final List<Hello> hellos = new CopyOnWriteArrayList<>();
    public final List<Heartbeat> heartbeats = new CopyOnWriteArrayList<>();
    public final List<AllocationReport> reports = new CopyOnWriteArrayList<>();
    public final List<Sample> samples = new CopyOnWriteArrayList<>();
    public final List<String> goodbyes = new CopyOnWriteArrayList<>();
    public final List<String> refusedTokens = new CopyOnWriteArrayList<>();
    public final List<AllocationReport> testimony = new CopyOnWriteArrayList<>();
    public final List<String> renewals = new CopyOnWriteArrayList<>();
    public volatile int telemetryMillis = 200;
    public volatile boolean acknowledgeReports = true;
    public volatile boolean acknowledgeLogs = true;
    public volatile boolean renewLeases = true;
    public volatile boolean answerHeartbeats = true;
    public volatile int heartbeatMillis = 200;
    public volatile boolean refuseLapsed;
    public volatile Duration certificateLife = Duration.ofHours(24);

    public final List<String> endByPeer = new CopyOnWriteArrayList<>();
    public final List<String> through = new CopyOnWriteArrayList<>();

    private final Map<String, ByteArrayOutputStream> logs = new ConcurrentHashMap<>();
    private final Map<String, Assignment> assignments = new ConcurrentHashMap<>();
    private final KeyPair keys = TestAuthority.newKeys();
    private volatile @Nullable StreamObserver<ControlMessage> stream;
    private Server server;
    private final int port;
    private @Nullable Server otherDoor;
    private long revision;
    private String unusedToken = "";

    public TestControlPlane() throws Exception {
        this.authority = new TestAuthority();
        this.server = serve(0);
        this.port = server.getPort();
    }

    /// The same control plane at another door, which does not go away with the first.
    public HostPort otherDoor() throws Exception {
        Server open = otherDoor;
        if (open == null) {
            open = serve(0);
            otherDoor = open;
        }
        return new HostPort("127.0.0.1", open.getPort());
    }

    private Server serve(int port) throws Exception {
        X509Certificate leaf = authority.server(keys.getPublic());
        return NettyServerBuilder.forAddress(
                        new InetSocketAddress("127.0.0.1", port),
                        TlsServerCredentials.newBuilder()
                                .keyManager(
                                        pem("CERTIFICATE", leaf, authority.certificate()),
                                        pem("PRIVATE KEY", keys.getPrivate().getEncoded()))
                                .trustManager(pem("CERTIFICATE", authority.certificate()))
                                .clientAuth(TlsServerCredentials.ClientAuth.OPTIONAL)
                                .build())
                .addService(new Enrolling())
                .addService(new Linking())
                .build()
                .start();
    }

    private static InputStream pem(String kind, X509Certificate... certificates) throws Exception {
        StringBuilder text = new StringBuilder();
        for (X509Certificate certificate : certificates) {
            text.append(pemText(kind, certificate.getEncoded()));
        }
        return ByteString.copyFromUtf8(text.toString()).newInput();
    }

    private static InputStream pem(String kind, byte[] der) {
        return ByteString.copyFromUtf8(pemText(kind, der)).newInput();
    }

    private static String pemText(String kind, byte[] der) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(kind, Base64.getMimeEncoder().encodeToString(der), kind);
    }

    public HostPort address() {
        return new HostPort("127.0.0.1", port);
    }

    public String newToken() throws Exception {
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(authority.certificate().getEncoded());
        unusedToken = "mrj_secret" + System.nanoTime() + "." + HexFormat.of().formatHex(digest);
        return unusedToken;
    }

    public synchronized void assign(Assignment assignment) {
        assignments.put(assignment.getAllocationId() + "." + assignment.getEpoch(), assignment);
        push();
    }

    public synchronized void withdraw(Assignment assignment) {
        assignments.remove(assignment.getAllocationId() + "." + assignment.getEpoch());
        push();
    }

    private synchronized void push() {
        DesiredState.Builder state = DesiredState.newBuilder().setRevision(++revision);
        state.addAllAssignments(assignments.values());
        say(ControlMessage.newBuilder().setDesired(state).build());
    }

    private synchronized void say(ControlMessage message) {
        StreamObserver<ControlMessage> open = stream;
        if (open != null) open.onNext(message);
    }

    /// Breaks the stream, without a word to the other side's duties.
    public synchronized void drop() {
        StreamObserver<ControlMessage> open = stream;
        stream = null;
        if (open != null) open.onError(Status.UNAVAILABLE.withDescription("dropped").asException());
    }

    public void goAway() throws InterruptedException {
        stream = null;
        server.shutdownNow().awaitTermination();
    }

    public void comeBack() throws Exception {
        server = serve(port);
    }

    public String log(String allocation, String streamName) {
        ByteArrayOutputStream log = logs.get(allocation + streamName);
        return log == null ? "" : log.toString(java.nio.charset.StandardCharsets.UTF_8);
    }

    public List<AllocationReport> reportsOf(String allocation) {
        return reports.stream().filter(r -> r.getAllocationId().equals(allocation)).toList();
    }

    public @Nullable AllocationReport end(String allocation) {
        return reportsOf(allocation).stream()
                .filter(r -> r.getState().getNumber() > TaskState.RUNNING_VALUE)
                .findFirst()
                .orElse(null);
    }

    /// Names peers that lend the agent their way.
    public synchronized void introduce(HostPort... peers) {
        Neighbours.Builder named = Neighbours.newBuilder();
        for (HostPort peer : peers) {
            named.addPeers(Neighbour.newBuilder().setHost(peer.host()).setPort(peer.port()));
        }
        say(ControlMessage.newBuilder().setNeighbours(named).build());
    }

    @Override
    public void close() throws InterruptedException {
        server.shutdownNow().awaitTermination();
        Server other = otherDoor;
        if (other != null) other.shutdownNow().awaitTermination();
    }

    private final class Enrolling extends EnrolmentGrpc.EnrolmentImplBase {
        @Override
        public void enrol(EnrolRequest request, StreamObserver<EnrolReply> answer) {
            try {
                if (!request.getJoinToken().isEmpty()
                        && !request.getJoinToken().equals(unusedToken)) {
                    refusedTokens.add(request.getJoinToken());
                    answer.onError(
                            Status.UNAUTHENTICATED.withDescription("no such token").asException());
                    return;
                }
                if (refuseLapsed && !request.getLapsedCertificate().isEmpty()) {
                    answer.onError(
                            Status.UNAUTHENTICATED.withDescription("it was revoked").asException());
                    return;
                }
                if (request.getJoinToken().isEmpty()) renewals.add(request.getNodeName());
                unusedToken = "";
                PublicKey key =
                        KeyFactory.getInstance("EC")
                                .generatePublic(
                                        new X509EncodedKeySpec(
                                                request.getPublicKey().toByteArray()));
                Signature signature = Signature.getInstance("SHA256withECDSA");
                signature.initVerify(key);
                signature.update(request.getJoinTokenBytes().toByteArray());
                signature.update(request.getPublicKey().toByteArray());
                if (!signature.verify(request.getProof().toByteArray())) {
                    throw new IllegalArgumentException("the proof is wrong");
                }
                X509Certificate certificate = authority.node("node-1", key, certificateLife);
                answer.onNext(
                        EnrolReply.newBuilder()
                                .setNodeId("node-1")
                                .setCertificate(ByteString.copyFrom(certificate.getEncoded()))
                                .setCaCertificate(
                                        ByteString.copyFrom(authority.certificate().getEncoded()))
                                .setExpiresAtMillis(certificate.getNotAfter().getTime())
                                .build());
                answer.onCompleted();
            } catch (Exception e) {
                answer.onError(Status.INVALID_ARGUMENT.withCause(e).asException());
            }
        }
    }

    private final class Linking extends AgentLinkGrpc.AgentLinkImplBase {
        @Override
        public void testify(Testimony told, StreamObserver<TestimonyReply> answer) {
            testimony.addAll(told.getEndedList());
            through.add(told.getThrough());
            TestimonyReply.Builder reply = TestimonyReply.newBuilder();
            for (RunningCopy copy : told.getHeldList()) {
                if (!endByPeer.contains(copy.getAllocationId())) continue;
                reply.addEnd(
                        EndOrder.newBuilder()
                                .setAllocationId(copy.getAllocationId())
                                .setEpoch(copy.getEpoch())
                                .setReason("wanted elsewhere")
                                .setGraceMillis(500));
            }
            answer.onNext(reply.build());
            answer.onCompleted();
        }

        @Override
        public StreamObserver<AgentMessage> connect(StreamObserver<ControlMessage> out) {
            return new StreamObserver<>() {
                @Override
                public void onNext(AgentMessage message) {
                    synchronized (TestControlPlane.this) {
                        heard(message, out);
                    }
                }

                @Override
                public void onError(Throwable failure) {
                    if (stream == out) stream = null;
                }

                @Override
                public void onCompleted() {
                    out.onCompleted();
                }
            };
        }
    }

    private void heard(AgentMessage message, StreamObserver<ControlMessage> out) {
        switch (message.getMessageCase()) {
            case HELLO -> {
                hellos.add(message.getHello());
                stream = out;
                say(ControlMessage.newBuilder().setWelcome(welcome()).build());
                message.getHello().getHeldList().forEach(this::reported);
                push();
            }
            case HEARTBEAT -> {
                heartbeats.add(message.getHeartbeat());
                if (answerHeartbeats) answer(message.getHeartbeat());
            }
            case REPORT -> reported(message.getReport());
            case TELEMETRY -> samples.addAll(message.getTelemetry().getSamplesList());
            case LOG -> logged(message.getLog());
            case GOODBYE -> goodbyes.add(message.getGoodbye().getReason());
            case MESSAGE_NOT_SET -> throw new IllegalStateException("an empty message");
        }
    }

    private Welcome welcome() {
        Welcome.Builder welcome =
                Welcome.newBuilder()
                        .setNodeId("node-1")
                        .setHeartbeatMillis(heartbeatMillis)
                        .setTelemetryMillis(telemetryMillis);
        for (Assignment assignment : assignments.values()) {
            for (String name : List.of("stdout", "stderr")) {
                welcome.addLogOffsets(
                        LogAck.newBuilder()
                                .setAllocationId(assignment.getAllocationId())
                                .setEpoch(assignment.getEpoch())
                                .setStream(name)
                                .setOffset(log(assignment.getAllocationId(), name).length()));
            }
        }
        return welcome.build();
    }

    private void answer(Heartbeat heartbeat) {
        HeartbeatReply.Builder reply =
                HeartbeatReply.newBuilder()
                        .setSeq(heartbeat.getSeq())
                        .setSentNanos(heartbeat.getSentNanos());
        if (renewLeases) {
            for (Assignment assignment : assignments.values()) {
                reply.addRenewals(
                        Renewal.newBuilder()
                                .setAllocationId(assignment.getAllocationId())
                                .setEpoch(assignment.getEpoch())
                                .setLeaseMillis(assignment.getLeaseMillis()));
            }
        }
        say(ControlMessage.newBuilder().setHeartbeat(reply).build());
    }

    private void reported(AllocationReport report) {
        reports.add(report);
        if (!acknowledgeReports) return;
        if (report.getState().getNumber() > TaskState.RUNNING_VALUE) {
            assignments.remove(report.getAllocationId() + "." + report.getEpoch());
        }
        say(
                ControlMessage.newBuilder()
                        .setAck(
                                ReportAck.newBuilder()
                                        .setAllocationId(report.getAllocationId())
                                        .setEpoch(report.getEpoch())
                                        .setSeq(report.getSeq()))
                        .build());
    }

    private void logged(LogChunk chunk) {
        ByteArrayOutputStream log =
                logs.computeIfAbsent(
                        chunk.getAllocationId() + chunk.getStream(),
                        _ -> new ByteArrayOutputStream());
        if (chunk.getOffset() > log.size()) throw new IllegalStateException("a gap in the log");
        int known = (int) (log.size() - chunk.getOffset());
        if (known < chunk.getData().size()) {
            log.writeBytes(chunk.getData().substring(known).toByteArray());
        }
        if (!acknowledgeLogs) return;
        say(
                ControlMessage.newBuilder()
                        .setLogAck(
                                LogAck.newBuilder()
                                        .setAllocationId(chunk.getAllocationId())
                                        .setEpoch(chunk.getEpoch())
                                        .setStream(chunk.getStream())
                                        .setOffset(log.size()))
                        .build());
    }
}
