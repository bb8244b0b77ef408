package dev.meridian.agent.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.meridian.agent.TestAuthority;
import dev.meridian.agent.TestControlPlane;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrolmentTest {
    private static final Enrolment.Wish WISH = new Enrolment.Wish("host-1", "r", "c", "");

    @TempDir Path dataDir;
    private TestControlPlane plane;
    private IdentityStore store;
    private Enrolment enrolment;

    @BeforeEach
    void start() throws Exception {
        plane = new TestControlPlane();
        store = new IdentityStore(dataDir);
        enrolment = new Enrolment(store, WISH);
    }

    @AfterEach
    void stop() throws Exception {
        plane.close();
    }

    private Identity joined() throws Exception {
        Enrolment.Result result =
                enrolment.join(plane.address(), JoinToken.parse(plane.newToken()));
        assertThat(result).isInstanceOf(Enrolment.Result.Enrolled.class);
        return ((Enrolment.Result.Enrolled) result).identity();
    }

    @Test
    void aTokenBecomesAnIdentityThatIsKept() throws Exception {
        Identity identity = joined();
        assertThat(identity.nodeId()).isEqualTo("node-1");
        assertThat(identity.certificate().getSubjectX500Principal().getName())
                .isEqualTo("CN=node-1");
        assertThat(store.load().orElseThrow().certificate()).isEqualTo(identity.certificate());
        assertThat(store.load().orElseThrow().keys().getPrivate())
                .isEqualTo(identity.keys().getPrivate());
    }

    @Test
    void aTokenOfAnotherAuthorityReachesNobody() throws Exception {
        try (TestControlPlane other = new TestControlPlane()) {
            JoinToken foreign = JoinToken.parse(other.newToken());
            assertThat(enrolment.join(plane.address(), foreign))
                    .isInstanceOfSatisfying(
                            Enrolment.Result.Refused.class,
                            no ->
                                    assertThat(no.sentence())
                                            .contains(
                                                    "not the control plane that this join token is for"));
        }
        assertThat(plane.refusedTokens).isEmpty(); // the secret was never told
        assertThat(store.load()).isEmpty();
    }

    @Test
    void aUsedTokenIsRefusedInASentence() throws Exception {
        JoinToken token = JoinToken.parse(plane.newToken());
        enrolment.join(plane.address(), token);
        assertThat(enrolment.join(plane.address(), token))
                .isInstanceOfSatisfying(
                        Enrolment.Result.Refused.class,
                        no -> assertThat(no.sentence()).contains("no such token"));
    }

    @Test
    void nobodyThereIsNotARefusal() throws Exception {
        JoinToken token = JoinToken.parse(plane.newToken());
        plane.goAway();
        assertThat(enrolment.join(plane.address(), token))
                .isInstanceOf(Enrolment.Result.Unreachable.class);
    }

    @Test
    void theOldCertificateBringsANewOneForTheSameKey() throws Exception {
        Identity old = joined();
        Enrolment.Result result = enrolment.renew(plane.address(), old, false);
        assertThat(result).isInstanceOf(Enrolment.Result.Enrolled.class);
        Identity fresh = ((Enrolment.Result.Enrolled) result).identity();
        assertThat(fresh.certificate().getSerialNumber())
                .isNotEqualTo(old.certificate().getSerialNumber());
        assertThat(fresh.keys().getPublic()).isEqualTo(old.keys().getPublic());
        assertThat(plane.renewals).hasSize(1);
    }

    @Test
    void anAgentsCertificateIsNoControlPlanes() throws Exception {
        KeyPair keys = TestAuthority.newKeys();
        X509Certificate node =
                plane.authority.node("node-2", keys.getPublic(), Duration.ofHours(1));
        PinnedTrust trust = new PinnedTrust(new Authority.Known(plane.authority.certificate()));
        X509Certificate[] chain = {node, plane.authority.certificate()};
        assertThatThrownBy(() -> trust.checkServerTrusted(chain, "EC"))
                .isInstanceOf(CertificateException.class);
        X509Certificate[] server = {
            plane.authority.server(keys.getPublic()), plane.authority.certificate()
        };
        trust.checkServerTrusted(server, "EC");
        X509Certificate[] own = {
            new TestAuthority().server(keys.getPublic()), plane.authority.certificate()
        };
        assertThatThrownBy(() -> trust.checkServerTrusted(own, "EC"))
                .isInstanceOf(CertificateException.class);
    }

    @Test
    void theFirstContactNeedsAToken() {
        FirstContact contact = contact(InstantSource.system());
        assertThatThrownBy(() -> contact.identity(Optional.empty()))
                .hasMessageContaining("--join-token");
    }

    @Test
    void anExpiredIdentityIsRenewedByItsKey() throws Exception {
        plane.certificateLife = Duration.ofHours(1);
        Identity identity = joined();
        assertThat(contact(InstantSource.system()).identity(Optional.empty()).nodeId())
                .isEqualTo(identity.nodeId());
        FirstContact later = contact(InstantSource.fixed(Instant.now().plus(Duration.ofHours(2))));
        assertThat(later.identity(Optional.empty()).nodeId()).isEqualTo(identity.nodeId());
        assertThat(plane.renewals).hasSize(1);

        plane.refuseLapsed = true;
        FirstContact refused =
                contact(InstantSource.fixed(Instant.now().plus(Duration.ofHours(9))));
        assertThatThrownBy(() -> refused.identity(Optional.empty()))
                .hasMessageContaining("expired")
                .hasMessageContaining("it was revoked");

        plane.goAway(); // then its work is looked after all the same
        assertThat(refused.identity(Optional.empty()).nodeId()).isEqualTo(identity.nodeId());
    }

    private FirstContact contact(InstantSource clock) {
        return new FirstContact(
                store, enrolment, List.of(plane.address()), clock, RandomGenerator.getDefault());
    }

    @Test
    void aCertificateIsRenewedAtTwoThirdsOfItsLife() throws Exception {
        plane.certificateLife = Duration.ofSeconds(5);
        Identity identity = joined();
        plane.certificateLife = Duration.ofHours(1);
        Outbox outbox = new Outbox(System::nanoTime);
        try (var link =
                new ControlPlaneLink(
                        List.of(plane.address()),
                        enrolment,
                        identity,
                        new IdleDuties(),
                        outbox,
                        new dev.meridian.agent.run.Outputs(),
                        InstantSource.system(),
                        System::nanoTime,
                        RandomGenerator.getDefault())) {
            link.start();
            await().until(() -> plane.renewals.size() == 1 && plane.hellos.size() == 2);
        }
        assertThat(store.load().orElseThrow().expiresAt()).isAfter(identity.expiresAt());
    }
}
