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

    /// Shows no certificate: for one that has expired, no server lets it in.
    static ManagedChannel anonymous(HostPort plane, Identity lapsed) {
        return open(plane, credentials(new Authority.Known(lapsed.authority())));
    }

    static ManagedChannel mutual(HostPort plane, Identity identity) {
        return open(
                plane,
                credentials(new Authority.Known(identity.authority()))
                        .keyManager(identity.keyManagers()));
    }

    /// To whichever control plane this peer is connected to; it cannot tell what is said there.
    static ManagedChannel through(HostPort peer, Identity identity) {
        return builder(
                        peer,
                        credentials(new Authority.Known(identity.authority()))
                                .keyManager(identity.keyManagers()))
                .socketFactory(new PeerPath(identity))
                .build();
    }

    private static TlsChannelCredentials.Builder credentials(Authority authority) {
        return TlsChannelCredentials.newBuilder().trustManager(new PinnedTrust(authority));
    }

    private static ManagedChannel open(HostPort plane, TlsChannelCredentials.Builder credentials) {
        return builder(plane, credentials).build();
    }

    private static OkHttpChannelBuilder builder(
            HostPort to, TlsChannelCredentials.Builder credentials) {
        return OkHttpChannelBuilder.forAddress(to.host(), to.port(), credentials.build())
                .overrideAuthority(PinnedTrust.CONTROL_PLANE_NAME)
                .maxInboundMessageSize(LARGEST_MESSAGE)
                .directExecutor();
    }
}
