package dev.meridian.controlplane.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {

    @TempDir Path folder;

    @Test
    void secretsAreForTheirOwnerAloneAndEndWithANewline() throws IOException {
        var home = new Home(folder);
        home.writeSecret("admin-token", "mrd_x");
        home.writeSecret("admin-token", "mrd_y");
        assertThat(Files.readString(folder.resolve("admin-token"))).isEqualTo("mrd_y\n");
        assertThat(home.read("admin-token")).hasValue("mrd_y");
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(folder.resolve("admin-token"))))
                .isEqualTo("rw-------");
        assertThat(home.read("no-such")).isEmpty();
    }

    @Test
    void aHomeServesOneControlPlaneAtATime() throws IOException {
        var home = new Home(folder.resolve("home"));
        var first = new HomeLock(home);
        assertThatThrownBy(() -> new HomeLock(home))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("Another control plane already uses");
        first.close();
        new HomeLock(home).close();
    }

    @Test
    void aHomeThatCannotBeIsSaidSo() throws IOException {
        Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> new HomeLock(new Home(folder.resolve("file/home"))))
                .isInstanceOfSatisfying(
                        CannotStart.class,
                        cannot -> assertThat(cannot.remedy()).contains("MERIDIAN_HOME"));
    }
}
