package dev.meridian.controlplane.agents;

import dev.meridian.agent.protocol.EnrolRequest;
import dev.meridian.controlplane.fleet.Fleet;
import dev.meridian.controlplane.fleet.NodeCertificates;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.PlaceClaim;
import dev.meridian.controlplane.fleet.model.PlaceInFleet;
import dev.meridian.controlplane.fleet.model.RegionName;
import dev.meridian.controlplane.jobs.NodeWork;
import dev.meridian.controlplane.projects.JoinTokens;
import dev.meridian.controlplane.projects.model.JoinToken;
import io.grpc.Status;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/// Uses up the token, makes the node and remembers its certificate in one transaction: a host that
/// is refused has not spent its token.
@Component
class Enrolments {
    private static final Logger LOG = LoggerFactory.getLogger(Enrolments.class);

    /// The longest lease that a job may ask for.
    private static final Duration LONGEST_ABSENCE = Duration.ofDays(30);

    private final JoinTokens tokens;
    private final Fleet fleet;
    private final NodeCertificates certificates;
    private final CertificateAuthority authority;
    private final Clock clock;
    private final NodeWork work;

    Enrolments(
            JoinTokens tokens,
            Fleet fleet,
            NodeCertificates certificates,
            CertificateAuthority authority,
            Clock clock,
            NodeWork work) {
        this.tokens = tokens;
        this.fleet = fleet;
        this.certificates = certificates;
        this.authority = authority;
        this.clock = clock;
        this.work = work;
    }

    sealed interface Outcome {}

    record Enrolled(NodeId node, NodeCertificate certificate) implements Outcome {}

    record Refused(Status status) implements Outcome {}

    @Transactional
    public Outcome join(EnrolRequest request, PublicKey key) {
        Instant now = clock.instant();
        Optional<JoinToken> token = tokens.redeem(request.getJoinToken(), now);
        if (token.isEmpty()) {
            return new Refused(
                    Status.UNAUTHENTICATED.withDescription(
                            "this join token is unknown, used or expired; ask for a new one"));
        }
        PlaceInFleet place =
                new PlaceInFleet(
                        new RegionName(token.get().region()),
                        token.get().cluster(),
                        token.get().pool());
        Optional<String> contradiction =
                new PlaceClaim(request.getRegion(), request.getCluster(), request.getPool())
                        .contradicts(place);
        if (contradiction.isPresent()) {
            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
            return new Refused(
                    Status.PERMISSION_DENIED.withDescription(
                            "the join token is for another place: " + contradiction.get()));
        }
        NodeId node = fleet.enrol(place, request.getNodeName(), now);
        LOG.info(
                "node {} ({}) joined {}/{}",
                request.getNodeName(),
                node,
                place.region(),
                place.cluster());
        return issue(node, key, now);
    }

    @Transactional
    public Outcome renew(NodeId node, PublicKey key) {
        return issue(node, key, clock.instant());
    }

    /// A node that was cut off for longer than its certificate lives comes back for the work that
    /// it holds: the key is the one that we signed, and nobody has revoked it.
    @Transactional
    public Outcome renewLapsed(X509Certificate shown, PublicKey key) {
        Instant now = clock.instant();
        Optional<NodeId> node =
                shown.getPublicKey().equals(key) && authority.signed(shown)
                        ? certificates.lapsedHolder(
                                NodeCertificate.serial(shown), now.minus(LONGEST_ABSENCE))
                        : Optional.empty();
        if (node.filter(each -> work.loads(List.of(each)).containsKey(each)).isEmpty()) {
            return new Refused(
                    Status.UNAUTHENTICATED.withDescription(
                            "this certificate has expired, and its node holds no work, or it was revoked; join again with a new token"));
        }
        LOG.info("node {} comes back with a certificate that has expired", node.get());
        return issue(node.get(), key, now);
    }

    private Enrolled issue(NodeId node, PublicKey key, Instant now) {
        NodeCertificate made = authority.forNode(node, key);
        certificates.issued(made.serial(), node, now, made.expiresAt());
        return new Enrolled(node, made);
    }
}
