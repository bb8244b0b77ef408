package dev.meridian.agent.run.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.meridian.agent.protocol.CheckpointStore;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Stores beyond a directory, with the real rclone against a WebDAV server of its own.
class RcloneStoreTest {
    private static final String KEY = "nlp/job/main/0";

    @TempDir Path place;
    private Process server;
    private int port;

    @BeforeEach
    void serve() throws IOException {
        Optional<Path> rclone = Rclone.find(System.getenv());
        assumeTrue(
                rclone.isPresent(),
                "rclone is not on this machine: `apt-get install rclone` puts it in place");
        Files.createDirectories(place.resolve("served"));
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        server =
                new ProcessBuilder(
                                rclone.get().toString(),
                                "serve",
                                "webdav",
                                place.resolve("served").toString(),
                                "--addr",
                                "127.0.0.1:" + port,
                                "--user",
                                "ada",
                                "--pass",
                                "lovelace")
                        .redirectErrorStream(true)
                        .redirectOutput(place.resolve("server.log").toFile())
                        .start();
        await().atMost(Duration.ofSeconds(60)).until(this::answers);
    }

    private boolean answers() {
        try (Socket _ = new Socket("127.0.0.1", port)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    @AfterEach
    void end() throws InterruptedException {
        if (server != null) {
            server.destroyForcibly().waitFor();
        }
    }

    private CheckpointStore.Builder webdav(String password) throws Exception {
        Process obscure =
                new ProcessBuilder(
                                Rclone.find(System.getenv()).orElseThrow().toString(),
                                "obscure",
                                password)
                        .start();
        String hidden = new String(obscure.getInputStream().readAllBytes()).strip();
        return CheckpointStore.newBuilder()
                .setUri("webdav:checkpoints")
                .putAllSettings(
                        Map.of(
                                "url",
                                "http://127.0.0.1:" + port,
                                "vendor",
                                "other",
                                "user",
                                "ada",
                                "pass",
                                hidden));
    }

    private static Archive archive(CheckpointStore wish, int epoch) throws IOException {
        return Archive.open(wish, KEY, epoch, System.getenv(), Clock.systemUTC());
    }

    private static Pace pace() {
        return new Pace(0, System::nanoTime, () -> true);
    }

    @Test
    void aStateGoesThroughAStoreThatOnlyRcloneReaches() throws Exception {
        CheckpointStore wish = webdav("lovelace").build();
        Path live = Files.createDirectories(place.resolve("live"));
        Archive first = archive(wish, 1);
        assertThat(first.restore(live, pace())).isEmpty();
        for (int step = 1; step <= 4; step++) {
            Files.writeString(live.resolve("step"), "x".repeat(step));
            Files.createDirectories(live.resolve("deep"));
            Files.writeString(live.resolve("deep/weights"), "w");
            assertThat(first.save(live, place.resolve("staged"), pace())).isPresent();
        }
        first.prune(pace());

        Path second = Files.createDirectories(place.resolve("second"));
        assertThat(archive(wish, 2).restore(second, pace()).orElseThrow().generation())
                .hasToString("1-4");

        assertThat(second.resolve("step")).hasContent("xxxx");
        assertThat(second.resolve("deep/weights")).hasContent("w");
        assertThat(place.resolve("served/checkpoints/" + KEY + "/data/000000001-000000001"))
                .doesNotExist();
        Files.writeString(live.resolve("step"), "late");
        assertThatThrownBy(() -> first.save(live, place.resolve("staged"), pace()))
                .isInstanceOf(Superseded.class);
    }

    @Test
    void aWrongPasswordIsASentenceWithoutIt() throws Exception {
        CheckpointStore wish = webdav("wrong").build();
        Path into = Files.createDirectories(place.resolve("into"));
        assertThatThrownBy(() -> archive(wish, 1).restore(into, pace()))
                .hasMessageContaining("webdav:checkpoints")
                .hasMessageNotContaining(wish.getSettingsOrThrow("pass"))
                .hasMessageNotContaining("127.0.0.1");
    }
}
