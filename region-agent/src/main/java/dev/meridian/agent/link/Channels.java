package dev.meridian.agent.link;

import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.grpc.okhttp.OkHttpChannelBuilder;

/// Opens channels to a control plane: TLS always, mutual once the agent has an identity.
final class Channels {
    private static final int LARGEST_MESSAGE = 16 << 20;

    private Channels() {}

    static ManagedChannel anonymous(HostPort plane, JoinToken token) {
        return open(plane, credentials(new Authority.Digest(token.authorityDigest())));
    }

    static ManagedChannel mutual(HostPort plane, Identity identity) {
        return open(
                plane,
                credentials(new Authority.Known(identity.authority()))
                        .keyManager(identity.keyManagers()));
    }

    private static TlsChannelCredentials.Builder credentials(Authority authority) {
        return TlsChannelCredentials.newBuilder().trustManager(new PinnedTrust(authority));
    }

    private static ManagedChannel open(HostPort plane, TlsChannelCredentials.Builder credentials) {
        return OkHttpChannelBuilder.forAddress(plane.host(), plane.port(), credentials.build())
                .overrideAuthority(PinnedTrust.CONTROL_PLANE_NAME)
                .maxInboundMessageSize(LARGEST_MESSAGE)
                .directExecutor()
                .build();
    }
}
