package dev.meridian.controlplane.kernel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.meridian.controlplane.kernel.Home;
import dev.meridian.controlplane.kernel.NoRoom;
import dev.meridian.controlplane.support.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class WatchedDisksTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final TestDatabase database = TestDatabase.fresh();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @TempDir Path folder;

    @Test
    void aSmallDiskIsFullAtNineTenthsAndFreeAgainWhenThereIsRoom() throws Exception {
        Path small = Files.createDirectory(folder.resolve("small"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=20m", "none", small.toString()),
                "a small disk can only be mounted by root");
        try {
            WatchedDisks disks = disks(small, 0.9, DataSize.ofBytes(0));
            disks.look(NOON);
            assertThat(disks.full()).isEmpty();
            disks.requireRoom();

            Path ballast = Files.write(small.resolve("ballast"), new byte[19 << 20]);
            disks.look(NOON.plusSeconds(5));
            assertThat(disks.full()).get().asString().contains(small.toString(), "95 % full");
            assertThatThrownBy(disks::requireRoom).isInstanceOf(NoRoom.class);

            Files.delete(ballast);
            disks.look(NOON.plusSeconds(10));
            disks.requireRoom();
        } finally {
            assertThat(run("umount", small.toString())).isTrue();
        }
    }

    @Test
    void theDatabaseOnThisHostTellsWhereItIs() {
        assertThat(new DatabaseDisk(database.jdbc()).folders())
                .first()
                .satisfies(data -> assertThat(data).isDirectory());
        WatchedDisks disks = disks(folder, 0.0000001, DataSize.ofBytes(0));
        disks.look(NOON);
        assertThat(disks.full()).get().asString().startsWith("The disk of the database");
        assertThat(used("database")).isPositive();
        assertThat(used("home")).isPositive();
    }

    @Test
    void ofADatabaseElsewhereTheSizeIsConfigured() {
        WatchedDisks disks = disks(folder, 1, DataSize.ofMegabytes(1));
        disks.look(NOON);
        assertThat(disks.full()).get().asString().startsWith("The disk of the database");
    }

    @Test
    void aPartIsAPart() {
        assertThatThrownBy(() -> new DiskSettings(90, DataSize.ofBytes(0)))
                .hasMessageContaining("meridian.disk.full-at");
    }

    private WatchedDisks disks(Path home, double fullAt, DataSize size) {
        return new WatchedDisks(
                new Home(home),
                new DatabaseDisk(database.jdbc()),
                new DiskSettings(fullAt, size),
                meters);
    }

    private double used(String disk) {
        return meters.get("meridian.disk.used").tag("disk", disk).gauge().value();
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
