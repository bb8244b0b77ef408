package dev.meridian.controlplane.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.controlplane.ControlPlane;
import dev.meridian.controlplane.projects.model.CaFingerprint;
import dev.meridian.controlplane.support.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/// One authority for all control planes of an installation, and what a home kept goes on.
class SharedAuthorityTest {
    private final String database = TestDatabase.freshUrl();

    @Test
    void theFirstHomeGivesItToAllWhoHaveItsKey(
            @TempDir Path first, @TempDir Path second, @TempDir Path stranger) throws Exception {
        AuthorityKeep.Kept old = Certificates.authority(new SecureRandom(), Instant.now());
        Files.createDirectories(first.resolve("ca"));
        Files.writeString(first.resolve("ca/authority.pem"), AuthorityPem.text(old));
        try (ConfigurableApplicationContext one = start(first, "")) {
            String key = Files.readString(first.resolve("secret-key")).strip();
            try (ConfigurableApplicationContext two = start(second, key)) {
                assertThat(one.getBean(CertificateAuthority.class).certificate())
                        .isEqualTo(old.certificate())
                        .isEqualTo(two.getBean(CertificateAuthority.class).certificate());
                assertThat(one.getBean(CaFingerprint.class).sha256Hex())
                        .isEqualTo(two.getBean(CaFingerprint.class).sha256Hex());
            }
        }
        assertThat(second.resolve("ca/authority.pem")).doesNotExist();
        assertThatThrownBy(() -> start(stranger, ""))
                .hasStackTraceContaining("This database belongs to an installation");
    }

    private ConfigurableApplicationContext start(Path home, String key) {
        return new SpringApplicationBuilder(ControlPlane.class)
                .run(
                        "--spring.datasource.url=" + database,
                        "--spring.datasource.hikari.minimum-idle=0",
                        "--meridian.home=" + home,
                        "--meridian.secret-key=" + key,
                        "--meridian.agents.port=0",
                        "--meridian.loops.enabled=false",
                        "--server.port=0");
    }
}
