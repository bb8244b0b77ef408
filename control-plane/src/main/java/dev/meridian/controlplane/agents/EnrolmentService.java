package dev.meridian.controlplane.agents;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import dev.meridian.agent.protocol.EnrolReply;
import dev.meridian.agent.protocol.EnrolRequest;
import dev.meridian.agent.protocol.EnrolmentGrpc;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Gives a host its certificate: the first against a join token, each later one against the one
/// before.
@Component
class EnrolmentService extends EnrolmentGrpc.EnrolmentImplBase {
    private static final Logger LOG = LoggerFactory.getLogger(EnrolmentService.class);

    private final Enrolments enrolments;
    private final CertificateAuthority authority;

    EnrolmentService(Enrolments enrolments, CertificateAuthority authority) {
        this.enrolments = enrolments;
        this.authority = authority;
    }

    @Override
    public void enrol(EnrolRequest request, StreamObserver<EnrolReply> answer) {
        try {
            Enrolments.Outcome outcome = enrol(request, Peer.KEY.get());
            switch (outcome) {
                case Enrolments.Enrolled enrolled -> {
                    answer.onNext(reply(enrolled));
                    answer.onCompleted();
                }
                case Enrolments.Refused(var status) -> answer.onError(status.asRuntimeException());
            }
        } catch (StatusRuntimeException e) {
            answer.onError(e);
        } catch (RuntimeException e) {
            LOG.warn("a host could not be enrolled", e);
            answer.onError(
                    Status.UNAVAILABLE
                            .withDescription("the host cannot be enrolled now; try again")
                            .asRuntimeException());
        }
    }

    private Enrolments.Outcome enrol(EnrolRequest request, @Nullable Peer peer) {
        byte[] der = request.getPublicKey().toByteArray();
        PublicKey key = KeyPairs.read(der).orElse(null);
        if (key == null) {
            return new Enrolments.Refused(
                    Status.INVALID_ARGUMENT.withDescription(
                            "the public key is not an EC P-256 key in X.509 form"));
        }
        if (!KeyPairs.proves(
                key,
                request.getProof().toByteArray(),
                request.getJoinToken().getBytes(UTF_8),
                der)) {
            return new Enrolments.Refused(
                    Status.INVALID_ARGUMENT.withDescription(
                            "the proof does not show that the key is the sender's"));
        }
        if (!request.getJoinToken().isEmpty()) {
            return enrolments.join(request, key);
        }
        byte[] lapsed = request.getLapsedCertificate().toByteArray();
        if (peer == null && lapsed.length > 0) {
            Optional<X509Certificate> shown = Certificates.read(lapsed);
            return shown.isEmpty()
                    ? new Enrolments.Refused(
                            Status.INVALID_ARGUMENT.withDescription(
                                    "the certificate that is said to have expired is none"))
                    : enrolments.renewLapsed(shown.get(), key);
        }
        return peer == null
                ? new Enrolments.Refused(
                        Status.UNAUTHENTICATED.withDescription(
                                "a host joins with a token, or renews with the certificate that it has"))
                : enrolments.renew(peer.node(), key);
    }

    private EnrolReply reply(Enrolments.Enrolled enrolled) {
        try {
            return EnrolReply.newBuilder()
                    .setNodeId(enrolled.node().toString())
                    .setCertificate(
                            ByteString.copyFrom(enrolled.certificate().certificate().getEncoded()))
                    .setCaCertificate(ByteString.copyFrom(authority.certificate().getEncoded()))
                    .setExpiresAtMillis(enrolled.certificate().expiresAt().toEpochMilli())
                    .build();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("our own certificate cannot be encoded", e);
        }
    }
}
