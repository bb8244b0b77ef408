package dev.meridian.controlplane.agents;

import dev.meridian.agent.protocol.AgentLinkGrpc;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Finds out which node calls. The handshake has checked that our authority signed the certificate;
/// here it must also be one that we remember and have not revoked. The link itself opens to nodes
/// only.
@Component
class PeerInterceptor implements ServerInterceptor {
    private static final Logger LOG = LoggerFactory.getLogger(PeerInterceptor.class);

    private final Holders holders;

    PeerInterceptor(Holders holders) {
        this.holders = holders;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        Optional<X509Certificate> shown = shown(call);
        Optional<Peer> peer;
        try {
            peer = shown.flatMap(this::peer);
        } catch (RuntimeException e) {
            LOG.warn("a certificate cannot be checked: {}", e.getMessage());
            return refuse(
                    call,
                    Status.UNAVAILABLE.withDescription(
                            "certificates cannot be checked now; try again"));
        }
        if (shown.isPresent() && peer.isEmpty()) {
            return refuse(
                    call,
                    Status.UNAUTHENTICATED.withDescription(
                            "this certificate was revoked or has expired; join again with a new token"));
        }
        if (peer.isEmpty()
                && AgentLinkGrpc.SERVICE_NAME.equals(call.getMethodDescriptor().getServiceName())) {
            return refuse(
                    call,
                    Status.UNAUTHENTICATED.withDescription(
                            "a node shows its certificate; enrol first"));
        }
        Context context =
                peer.map(node -> Context.current().withValue(Peer.KEY, node))
                        .orElse(Context.current());
        return Contexts.interceptCall(context, call, headers, next);
    }

    private Optional<Peer> peer(X509Certificate certificate) {
        String serial = NodeCertificate.serial(certificate);
        return holders.of(serial)
                .filter(node ->
                        certificate.getSubjectX500Principal().getName().equals("CN=" + node))
                .map(node -> new Peer(node, serial));
    }

    private static Optional<X509Certificate> shown(ServerCall<?, ?> call) {
        SSLSession session = call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
        if (session == null) {
            return Optional.empty();
        }
        try {
            Certificate[] chain = session.getPeerCertificates();
            return chain.length > 0 && chain[0] instanceof X509Certificate leaf
                    ? Optional.of(leaf)
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException _) {
            return Optional.empty();
        }
    }

    private static <Q, A> ServerCall.Listener<Q> refuse(ServerCall<Q, A> call, Status status) {
        call.close(status, new Metadata());
        return new ServerCall.Listener<>() {};
    }
}
