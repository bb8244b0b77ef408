package dev.meridian.controlplane.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.support.SettableClock;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// What is remembered of a certificate saves work and opens no door.
class PeerTrustTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SettableClock clock = new SettableClock(Instant.now());
    private final CertificateAuthority ours = authority();
    private final PeerTrust trust = new PeerTrust(ours.certificate(), clock);

    @Test
    void ofOneThatIsGoodOnlyTheDaysAreAskedAgain() throws Exception {
        X509Certificate[] shown = {certificate(ours)};
        trust.checkClientTrusted(shown, "ECDHE_ECDSA");
        assertThat(trust.remembered()).isOne();

        trust.checkClientTrusted(shown, "ECDHE_ECDSA");
        assertThat(trust.remembered()).isOne();
    }

    @Test
    void aStrangersIsRefusedEachTime() {
        X509Certificate[] shown = {certificate(authority())};
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> trust.checkClientTrusted(shown, "ECDHE_ECDSA"))
                    .isInstanceOf(CertificateException.class);
        }
        assertThat(trust.remembered()).isZero();
    }

    @Test
    void aGoodOneOpensForNoneThatIsShownBesideIt() throws Exception {
        X509Certificate good = certificate(ours);
        trust.checkClientTrusted(new X509Certificate[] {good}, "ECDHE_ECDSA");
        X509Certificate strange = certificate(authority());
        assertThatThrownBy(() ->
                        trust.checkClientTrusted(
                                new X509Certificate[] {strange, good}, "ECDHE_ECDSA"))
                .isInstanceOf(CertificateException.class);
    }

    @Test
    void anExpiredOneIsRefusedThoughItIsRemembered() throws Exception {
        X509Certificate[] shown = {certificate(ours)};
        trust.checkClientTrusted(shown, "ECDHE_ECDSA");
        clock.advance(CertificateAuthority.NODE_LIFE.plusMinutes(1));
        assertThatThrownBy(() -> trust.checkClientTrusted(shown, "ECDHE_ECDSA"))
                .isInstanceOf(CertificateExpiredException.class);
    }

    private static X509Certificate certificate(CertificateAuthority by) {
        return by.forNode(new NodeId(UUID.randomUUID()), KeyPairs.make(RANDOM).getPublic())
                .certificate();
    }

    private static CertificateAuthority authority() {
        return new CertificateAuthority(Supplier::get, Clock.systemUTC(), RANDOM);
    }
}
