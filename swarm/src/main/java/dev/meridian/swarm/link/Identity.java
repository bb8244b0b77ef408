package dev.meridian.swarm.link;

import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.util.Base64;

/// What an agent proves itself with: a key of its own, the certificate for it, and the authority
/// that it trusts. It lives as long as this process, which is shorter than the certificate.
///
/// @param certificate DER
/// @param authority DER
public record Identity(String nodeId, PrivateKey key, byte[] certificate, byte[] authority) {
    /// The name that every control plane has in its certificate, whatever its address.
    static final String SERVER_NAME = "meridian-control-plane";

    private static final int LARGEST_MESSAGE = 16 << 20;

    /// A connection of its own, under mutual TLS. Answers come on the threads of the transport.
    public ManagedChannel connect(Plane plane) {
        try {
            var credentials =
                    TlsChannelCredentials.newBuilder()
                            .trustManager(pem("CERTIFICATE", authority))
                            .keyManager(
                                    pem("CERTIFICATE", certificate),
                                    pem("PRIVATE KEY", key.getEncoded()))
                            .build();
            return NettyChannelBuilder.forAddress(plane.address(), credentials)
                    .overrideAuthority(SERVER_NAME)
                    .maxInboundMessageSize(LARGEST_MESSAGE)
                    .directExecutor()
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException("an identity cannot be read", e);
        }
    }

    private static InputStream pem(String kind, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return new ByteArrayInputStream(
                "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                        .formatted(kind, body, kind)
                        .getBytes(StandardCharsets.US_ASCII));
    }
}
