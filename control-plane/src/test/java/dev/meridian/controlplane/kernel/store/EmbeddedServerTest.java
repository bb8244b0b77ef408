package dev.meridian.controlplane.kernel.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.meridian.controlplane.kernel.Home;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServerTest {
    private static final int ACKNOWLEDGED_BEFORE_THE_KILL = 2000;

    @Test
    void isDurableSecretAndOnLoopbackOnly(@TempDir Path folder) throws Exception {
        var home = new Home(folder);
        try (var server = new EmbeddedServer(home, new SecureRandom());
                Connection connection = connect(server, server.password())) {
            assertThat(setting(connection, "fsync")).isEqualTo("on");
            assertThat(setting(connection, "full_page_writes")).isEqualTo("on");
            assertThat(setting(connection, "synchronous_commit")).isEqualTo("on");
            assertThat(setting(connection, "listen_addresses")).isEqualTo("localhost");
            assertThatThrownBy(() -> connect(server, "guess")).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> connect(server, "")).isInstanceOf(SQLException.class);
        }
        assertThat(Files.readString(folder.resolve("postgres/data/pg_hba.conf")).lines())
                .noneMatch(line -> !line.startsWith("#") && line.contains("trust"));
        assertThat(mode(folder.resolve("postgres/password"))).isEqualTo("rw-------");
        assertThat(mode(folder.resolve("postgres"))).isEqualTo("rwx------");
    }

    @Test
    void keepsEveryAcknowledgedRowThroughKillsUnderLoad(@TempDir Path folder) throws Exception {
        lendPrograms(folder);
        Set<Long> acknowledged = new HashSet<>();
        // first the control plane dies and leaves its PostgreSQL behind, then both die at once
        for (boolean databaseToo : List.of(false, true)) {
            Process writer = startWriter(folder);
            acknowledged.addAll(writeThenKill(writer, folder, databaseToo));
        }
        try (var server = new EmbeddedServer(new Home(folder), new SecureRandom());
                Connection connection = connect(server, server.password());
                var rows =
                        connection.createStatement().executeQuery("select id from acknowledged")) {
            Set<Long> kept = new HashSet<>();
            while (rows.next()) {
                kept.add(rows.getLong(1));
            }
            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(2 * ACKNOWLEDGED_BEFORE_THE_KILL);
            assertThat(kept).containsAll(acknowledged);
        }
    }

    @Test
    void aProcessThatOnlyHasTheOldNumberIsLeftAlone(@TempDir Path folder) throws Exception {
        lendPrograms(folder);
        var home = new Home(folder);
        new EmbeddedServer(home, new SecureRandom()).close();
        Path data = folder.resolve("postgres/data");
        Files.writeString(
                data.resolve("postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + data + "\n0\n5432\n\nlocalhost\n");
        try (var server = new EmbeddedServer(home, new SecureRandom());
                Connection connection = connect(server, server.password())) {
            assertThat(connection.isValid(1)).isTrue();
        }
    }

    @Test
    void aServerThatIsKilledIsStartedAgainWhereItWas(@TempDir Path folder) throws Exception {
        lendPrograms(folder);
        try (var server = new EmbeddedServer(new Home(folder), new SecureRandom())) {
            try (Connection connection = connect(server, server.password())) {
                connection.createStatement().execute("create table kept as select 7 as number");
            }
            String url = server.url();
            var killed = LeftoverServer.running(folder.resolve("postgres/data")).orElseThrow();
            killed.destroyForcibly();
            await().atMost(Duration.ofMinutes(1))
                    .ignoreExceptions()
                    .until(() -> {
                        try (Connection connection = connect(server, server.password());
                                var row =
                                        connection
                                                .createStatement()
                                                .executeQuery("select number from kept")) {
                            return row.next() && row.getInt(1) == 7;
                        }
                    });
            assertThat(server.url()).isEqualTo(url);
            assertThat(LeftoverServer.running(folder.resolve("postgres/data")))
                    .isPresent()
                    .isNotEqualTo(Optional.of(killed));
        }
    }

    @Test
    void aFirstStartThatWasCutOffIsBegunAnew(@TempDir Path folder) throws Exception {
        lendPrograms(folder);
        var home = new Home(folder);
        Files.createDirectories(folder.resolve("postgres/data"));
        Files.writeString(folder.resolve("postgres/data/PG_VERSION"), "18");
        try (var server = new EmbeddedServer(home, new SecureRandom());
                Connection connection = connect(server, server.password())) {
            assertThat(connection.isValid(1)).isTrue();
        }
    }

    /// A home that was never started in unpacks them for itself, as the first test sees; four more
    /// times of that would be half a minute of a processor.
    private static void lendPrograms(Path home) throws IOException {
        Path shared = Files.createDirectories(Path.of("target", "postgres").toAbsolutePath());
        Files.createDirectories(
                home.resolve("postgres"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.createSymbolicLink(home.resolve("postgres/server"), shared);
    }

    private static Process startWriter(Path home) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RowWriter.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /// What the writer was told is committed, up to the moment of its death.
    private static List<Long> writeThenKill(Process writer, Path home, boolean databaseToo)
            throws Exception {
        var acknowledged = new ArrayList<Long>();
        try (BufferedReader lines = writer.inputReader(UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("row ")) {
                    acknowledged.add(Long.parseLong(line.substring(4)));
                }
                if (acknowledged.size() == ACKNOWLEDGED_BEFORE_THE_KILL) {
                    if (databaseToo) {
                        String pid =
                                Files.readAllLines(home.resolve("postgres/data/postmaster.pid"))
                                        .getFirst();
                        ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly();
                    }
                    // by its handle: a Process closes the stream that still holds acknowledgements
                    writer.toHandle().destroyForcibly();
                }
            }
        }
        assertThat(writer.waitFor()).isNotZero();
        return acknowledged;
    }

    private static Connection connect(EmbeddedServer server, String password) throws SQLException {
        return DriverManager.getConnection(server.url(), EmbeddedServer.USER, password);
    }

    private static String setting(Connection connection, String name) throws SQLException {
        try (var row = connection.createStatement().executeQuery("show " + name)) {
            row.next();
            return row.getString(1);
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
