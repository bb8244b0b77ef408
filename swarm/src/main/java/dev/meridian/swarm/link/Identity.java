package dev.meridian.swarm.link;

import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.X509TrustManager;

/// What an agent proves itself with: a key of its own, the certificate for it, and the authority
/// that it trusts. It lives as long as this process, which is shorter than the certificate.
///
/// @param authority by whom it knows control planes
public record Identity(
        String nodeId, PrivateKey key, X509Certificate certificate, X509TrustManager authority) {
    /// The name that every control plane has in its certificate, whatever its address.
    static final String SERVER_NAME = "meridian-control-plane";

    private static final int LARGEST_MESSAGE = 16 << 20;

    /// A connection of its own, under mutual TLS. Answers come on the threads of the transport.
    public ManagedChannel connect(Plane plane) {
        var credentials =
                TlsChannelCredentials.newBuilder()
                        .trustManager(authority)
                        .keyManager(new NodeKeys(key, certificate))
                        .build();
        return NettyChannelBuilder.forAddress(plane.address(), credentials)
                .overrideAuthority(SERVER_NAME)
                .maxInboundMessageSize(LARGEST_MESSAGE)
                .directExecutor()
                .build();
    }
}
