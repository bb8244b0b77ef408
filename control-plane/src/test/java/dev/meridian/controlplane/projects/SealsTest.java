package dev.meridian.controlplane.projects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.controlplane.kernel.Home;
import dev.meridian.controlplane.replicas.InstallationKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealsTest {
    @TempDir Path home;

    private Seals seals(String key) {
        return new Seals(InstallationKeys.in(new Home(home), key));
    }

    @Test
    void whatIsSealedIsOpenedByWhoeverHasTheKeyAndForItsNameAlone() throws Exception {
        String sealed = seals("").seal("secret", "project a");
        assertThat(Base64.getDecoder().decode(sealed)).asString().doesNotContain("secret");
        assertThat(seals("").open(sealed, "project a")).isEqualTo("secret");
        assertThat(seals("").seal("secret", "project a")).isNotEqualTo(sealed);
        assertThatThrownBy(() -> seals("").open(sealed, "project b"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("project b");
        assertThat(Files.getPosixFilePermissions(home.resolve("secret-key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void replicasShareAKeyThatTheyAreGiven() {
        String key = Base64.getEncoder().encodeToString(new byte[32]);
        String sealed = seals(key).seal("secret", "x");
        assertThat(seals(key).open(sealed, "x")).isEqualTo("secret");
        assertThatThrownBy(() -> seals("").open(sealed, "x"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatWasTamperedWithDoesNotOpen() {
        byte[] bytes = Base64.getDecoder().decode(seals("").seal("secret", "x"));
        bytes[bytes.length - 1] ^= 1;
        String damaged = Base64.getEncoder().encodeToString(bytes);
        assertThatThrownBy(() -> seals("").open(damaged, "x"))
                .isInstanceOf(IllegalStateException.class);
    }
}
