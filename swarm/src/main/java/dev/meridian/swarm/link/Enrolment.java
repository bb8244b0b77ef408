package dev.meridian.swarm.link;

import com.google.protobuf.ByteString;
import dev.meridian.agent.protocol.EnrolReply;
import dev.meridian.agent.protocol.EnrolRequest;
import dev.meridian.agent.protocol.EnrolmentGrpc;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.concurrent.TimeUnit;

/// Turns join tokens into identities, each with a key pair of its own. All requests share one
/// connection: it is the streams that are to be measured, not ten thousand handshakes of strangers.
public final class Enrolment implements AutoCloseable {
    /// A control plane serves so many calls of one connection at once.
    public static final int AT_ONCE = 8;

    private static final int PATIENCE_SECONDS = 60;

    private final PinnedAuthority authority;
    private final ManagedChannel channel;

    /// @param anyToken of the plane: it names the authority
    public Enrolment(Plane plane, String anyToken) {
        authority = new PinnedAuthority(anyToken);
        channel =
                NettyChannelBuilder.forAddress(
                                plane.address(),
                                TlsChannelCredentials.newBuilder().trustManager(authority).build())
                        .overrideAuthority(Identity.SERVER_NAME)
                        .build();
    }

    /// @param token good for one node
    /// @throws io.grpc.StatusRuntimeException with the control plane's sentence
    public Identity join(String token, String nodeName) {
        KeyPair keys = newKeys();
        byte[] publicKey = keys.getPublic().getEncoded();
        EnrolReply reply =
                EnrolmentGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .enrol(
                                EnrolRequest.newBuilder()
                                        .setJoinToken(token)
                                        .setNodeName(nodeName)
                                        .setPublicKey(ByteString.copyFrom(publicKey))
                                        .setProof(
                                                ByteString.copyFrom(proof(keys, token, publicKey)))
                                        .build());
        return new Identity(
                reply.getNodeId(),
                keys.getPrivate(),
                certificate(reply.getCertificate()),
                authority);
    }

    private static X509Certificate certificate(ByteString der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(der.newInput());
        } catch (CertificateException e) {
            throw new IllegalStateException("the control plane gave no certificate", e);
        }
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK makes EC keys", e);
        }
    }

    private static byte[] proof(KeyPair keys, String token, byte[] publicKey) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(token.getBytes(StandardCharsets.UTF_8));
            signature.update(publicKey);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that cannot sign", e);
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
