package dev.meridian.controlplane.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import dev.meridian.agent.protocol.EnrolReply;
import dev.meridian.agent.protocol.EnrolRequest;
import dev.meridian.agent.protocol.EnrolmentGrpc;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a fake agent proves itself with: its key, the certificate for it, and the authority that it
/// trusts.
///
/// @param certificate DER; null: it shows none
public record AgentIdentity(
        String nodeId, KeyPair keys, byte @Nullable [] certificate, byte[] authority) {

    /// Where and as what to join.
    public record Wish(String region, String cluster, String pool, String name) {}

    public static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @param authority DER of the plane's authority, which a real agent knows by the token's
    ///   fingerprint
    public static AgentIdentity join(int port, byte[] authority, String token, Wish wish) {
        return enrol(port, new AgentIdentity("", newKeys(), null, authority), token, wish);
    }

    /// Another certificate for the same key.
    public AgentIdentity renew(int port) {
        return enrol(port, this, "", new Wish("", "", "", ""));
    }

    /// The same for one that has expired, which is shown to nobody but in the request.
    public AgentIdentity renewLapsed(int port) {
        byte[] lapsed = Objects.requireNonNull(certificate);
        var bare = new AgentIdentity(nodeId, keys, null, authority);
        return enrol(port, bare, "", new Wish("", "", "", ""), ByteString.copyFrom(lapsed));
    }

    private static AgentIdentity enrol(int port, AgentIdentity by, String token, Wish wish) {
        return enrol(port, by, token, wish, ByteString.EMPTY);
    }

    private static AgentIdentity enrol(
            int port, AgentIdentity by, String token, Wish wish, ByteString lapsed) {
        ManagedChannel channel = by.channel(port);
        try {
            byte[] key = by.keys.getPublic().getEncoded();
            EnrolReply reply =
                    EnrolmentGrpc.newBlockingStub(channel)
                            .withDeadlineAfter(Duration.ofMinutes(2))
                            .enrol(
                                    EnrolRequest.newBuilder()
                                            .setJoinToken(token)
                                            .setRegion(wish.region())
                                            .setCluster(wish.cluster())
                                            .setPool(wish.pool())
                                            .setNodeName(wish.name())
                                            .setLapsedCertificate(lapsed)
                                            .setPublicKey(ByteString.copyFrom(key))
                                            .setProof(
                                                    ByteString.copyFrom(
                                                            by.proof(token.getBytes(UTF_8), key)))
                                            .build());
            return new AgentIdentity(
                    reply.getNodeId(),
                    by.keys,
                    reply.getCertificate().toByteArray(),
                    reply.getCaCertificate().toByteArray());
        } finally {
            channel.shutdownNow();
        }
    }

    private byte[] proof(byte[]... parts) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            for (byte[] part : parts) {
                signature.update(part);
            }
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A connection under this identity.
    public ManagedChannel channel(int port) {
        try {
            var credentials =
                    TlsChannelCredentials.newBuilder().trustManager(pem("CERTIFICATE", authority));
            if (certificate != null) {
                credentials.keyManager(
                        pem("CERTIFICATE", certificate),
                        pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
            }
            return NettyChannelBuilder.forAddress("127.0.0.1", port, credentials.build()).build();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InputStream pem(String kind, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return new ByteArrayInputStream(
                "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                        .formatted(kind, body, kind)
                        .getBytes(UTF_8));
    }
}
