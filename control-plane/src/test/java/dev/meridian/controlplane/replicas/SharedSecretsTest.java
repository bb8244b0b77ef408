package dev.meridian.controlplane.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.controlplane.kernel.CannotStart;
import dev.meridian.controlplane.kernel.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the database keeps under the key of the installation.
class SharedSecretsTest {
    private static final byte[] PLAIN = {1, 2, 3};

    @TempDir private Path folder = Path.of("set by JUnit");

    @Test
    void theKeyIsMadeOnceAndForItsOwnerAlone() throws Exception {
        byte[] sealed = key("").seal("name", PLAIN);

        assertThat(key("").open("name", sealed)).isEqualTo(PLAIN);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void aKeyThatIsGivenLeavesNoFile() throws Exception {
        byte[] sealed = key("").seal("name", PLAIN);
        String text = Files.readString(file());
        Files.delete(file());

        assertThat(key(text).open("name", sealed)).isEqualTo(PLAIN);
        assertThat(file()).doesNotExist();
    }

    @Test
    void underAnotherKeyOrNoneItSaysWhatToDo() throws Exception {
        byte[] sealed = key("").seal("name", PLAIN);
        Files.delete(file());

        assertThatThrownBy(() -> key("").open("name", sealed))
                .isInstanceOfSatisfying(
                        CannotStart.class,
                        refusal -> assertThat(refusal.remedy()).contains("secret-key"));
        byte[] _ = key("").seal("other", PLAIN);
        assertThatThrownBy(() -> key("").open("name", sealed))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("another key");
        assertThatThrownBy(() -> key("too short").seal("name", PLAIN))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("32 bytes");
    }

    @Test
    void whatIsSealedUnderOneNameIsWorthNothingUnderAnother() {
        byte[] sealed = key("").seal("name", PLAIN);

        assertThatThrownBy(() -> key("").open("other", sealed)).isInstanceOf(CannotStart.class);
    }

    private InstallationKey key(String given) {
        return new InstallationKey(new Home(folder), new SecureRandom(), given);
    }

    private Path file() {
        return folder.resolve(InstallationKey.FILE);
    }
}
