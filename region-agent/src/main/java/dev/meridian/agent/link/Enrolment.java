package dev.meridian.agent.link;

import com.google.protobuf.ByteString;
import dev.meridian.agent.protocol.EnrolReply;
import dev.meridian.agent.protocol.EnrolRequest;
import dev.meridian.agent.protocol.EnrolmentGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.util.concurrent.TimeUnit;

/// Turns a join token, or a certificate about to expire, into a certificate for this agent's key.
public final class Enrolment {
    private static final int PATIENCE_SECONDS = 20;

    /// What the node would like to be; the token decides.
    public record Wish(String nodeName, String region, String cluster, String pool) {}

    public sealed interface Result {
        record Enrolled(Identity identity) implements Result {}

        /// The control plane said no: trying again with the same token cannot help.
        record Refused(String sentence) implements Result {}

        record Unreachable(String sentence) implements Result {}
    }

    private final IdentityStore store;
    private final Wish wish;

    public Enrolment(IdentityStore store, Wish wish) {
        this.store = store;
        this.wish = wish;
    }

    public Result join(HostPort plane, JoinToken token) throws IOException {
        return ask(
                Channels.anonymous(plane, token),
                plane,
                token.text(),
                ByteString.EMPTY,
                token.authorityDigest());
    }

    /// Proves itself with the old certificate; with its key alone, where that has expired.
    Result renew(HostPort plane, Identity old, boolean lapsed) throws IOException {
        String authority = Authority.digest(old.authority());
        return lapsed
                ? ask(Channels.anonymous(plane, old), plane, "", encoded(old), authority)
                : ask(Channels.mutual(plane, old), plane, "", ByteString.EMPTY, authority);
    }

    private static ByteString encoded(Identity identity) throws IOException {
        try {
            return ByteString.copyFrom(identity.certificate().getEncoded());
        } catch (CertificateException e) {
            throw new IOException("the node's certificate cannot be read", e);
        }
    }

    private Result ask(
            ManagedChannel channel,
            HostPort plane,
            String token,
            ByteString lapsed,
            String authority)
            throws IOException {
        try {
            KeyPair keys = store.keys();
            EnrolReply reply =
                    EnrolmentGrpc.newBlockingStub(channel)
                            .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
                            .enrol(request(token, lapsed, keys));
            byte[] named = reply.getCaCertificate().toByteArray();
            if (!Authority.digest(named).equals(authority)) {
                return new Result.Refused("the control plane answered with a foreign authority");
            }
            return new Result.Enrolled(
                    store.save(reply.getNodeId(), reply.getCertificate().toByteArray(), named));
        } catch (StatusRuntimeException e) {
            return judged(plane, e);
        } finally {
            channel.shutdownNow();
        }
    }

    private EnrolRequest request(String token, ByteString lapsed, KeyPair keys) {
        byte[] publicKey = keys.getPublic().getEncoded();
        return EnrolRequest.newBuilder()
                .setJoinToken(token)
                .setLapsedCertificate(lapsed)
                .setNodeName(wish.nodeName())
                .setRegion(wish.region())
                .setCluster(wish.cluster())
                .setPool(wish.pool())
                .setPublicKey(ByteString.copyFrom(publicKey))
                .setProof(ByteString.copyFrom(proof(keys, token, publicKey)))
                .build();
    }

    private static byte[] proof(KeyPair keys, String token, byte[] publicKey) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(token.getBytes(StandardCharsets.UTF_8));
            signature.update(publicKey);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the node's own key cannot sign", e);
        }
    }

    private static Result judged(HostPort plane, StatusRuntimeException e) {
        String said = e.getStatus().getDescription();
        Status.Code code = e.getStatus().getCode();
        boolean refused =
                code == Status.Code.UNAUTHENTICATED
                        || code == Status.Code.PERMISSION_DENIED
                        || code == Status.Code.INVALID_ARGUMENT
                        || code == Status.Code.FAILED_PRECONDITION;
        Throwable deepest = e;
        while (deepest.getCause() != null && deepest.getCause() != deepest) {
            deepest = deepest.getCause();
            refused |= deepest instanceof CertificateException; // another installation's token
        }
        String sentence =
                plane
                        + ": "
                        + (said == null ? code.name() : said)
                        + (deepest == e ? "" : " (" + deepest.getMessage() + ")");
        return refused ? new Result.Refused(sentence) : new Result.Unreachable(sentence);
    }
}
