package dev.meridian.controlplane.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.controlplane.kernel.CannotStart;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;

class CertificateAuthorityTest {

    @Test
    void itsTextHoldsAllOfIt() {
        AuthorityKeep.Kept[] made = new AuthorityKeep.Kept[1];
        CertificateAuthority first =
                start(maker -> {
                    made[0] = maker.get();
                    return made[0];
                });
        String text = AuthorityPem.text(made[0]);

        CertificateAuthority again = start(_ -> AuthorityPem.read(text, "a test"));

        assertThat(again.certificate()).isEqualTo(first.certificate());
        assertThat(again.sha256Hex()).isEqualTo(first.sha256Hex()).matches("[0-9a-f]{64}");
    }

    @Test
    void whatItMakesForAServerIsVerifiedByIt() throws Exception {
        CertificateAuthority authority = start(Supplier::get);

        ServerIdentity identity =
                authority.forServer(List.of(new GeneralName(GeneralName.dNSName, "localhost")));

        assertThat(identity.chain()).hasSize(2).last().isEqualTo(authority.certificate());
        identity.chain().getFirst().verify(authority.certificate().getPublicKey());
        assertThat(identity.chain().getFirst().getSubjectAlternativeNames()).hasSize(1);
    }

    @Test
    void aSpoiltTextIsSaidSo() {
        assertThatThrownBy(() -> AuthorityPem.read("rubbish", "authority.pem"))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("authority.pem");
    }

    private static CertificateAuthority start(AuthorityKeep keep) {
        return new CertificateAuthority(keep, Clock.systemUTC(), new SecureRandom());
    }
}
