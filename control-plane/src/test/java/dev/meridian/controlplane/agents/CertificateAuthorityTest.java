package dev.meridian.controlplane.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.controlplane.kernel.CannotStart;
import dev.meridian.controlplane.kernel.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateAuthorityTest {
    @TempDir private Path folder = Path.of("set by JUnit");

    @Test
    void aRestartKeepsTheAuthority() {
        CertificateAuthority first = start();

        CertificateAuthority again = start();

        assertThat(again.certificate()).isEqualTo(first.certificate());
        assertThat(again.sha256Hex()).isEqualTo(first.sha256Hex()).matches("[0-9a-f]{64}");
    }

    @Test
    void itsKeyIsForItsOwnerAlone() throws Exception {
        start();

        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(folder.resolve("ca/authority.pem"))))
                .isEqualTo("rw-------");
    }

    @Test
    void whatItMakesForAServerIsVerifiedByIt() throws Exception {
        CertificateAuthority authority = start();

        ServerIdentity identity =
                authority.forServer(List.of(new GeneralName(GeneralName.dNSName, "localhost")));

        assertThat(identity.chain()).hasSize(2).last().isEqualTo(authority.certificate());
        identity.chain().getFirst().verify(authority.certificate().getPublicKey());
        assertThat(identity.chain().getFirst().getSubjectAlternativeNames()).hasSize(1);
    }

    @Test
    void aSpoiltFileIsSaidSo() throws Exception {
        start();
        Files.writeString(folder.resolve("ca/authority.pem"), "rubbish");

        assertThatThrownBy(this::start)
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("authority.pem");
    }

    private CertificateAuthority start() {
        return new CertificateAuthority(new Home(folder), Clock.systemUTC(), new SecureRandom());
    }
}
