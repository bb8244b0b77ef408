package dev.meridian.controlplane.kernel.store;

import dev.meridian.controlplane.kernel.CannotStart;
import dev.meridian.controlplane.kernel.Home;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/// PostgreSQL under `$MERIDIAN_HOME/postgres`: durable, on loopback only, with a password, its data
/// kept for good.
///
/// The library that brings it is made for tests: its own defaults lose data on a crash and trust
/// everybody. All of that is overridden here. What lies in the folder: `server/` the unpacked
/// binaries, `data/`, `password`, `complete` (there once the data folder was made wholly),
/// `server.log`.
///
/// A server that dies while we live, as by the kernel's want of memory, is started again where it
/// was.
public final class EmbeddedServer implements AutoCloseable {
    static final String USER = "postgres";
    static final String DATABASE = "postgres";

    private static final Logger log = LoggerFactory.getLogger(EmbeddedServer.class);
    private static final Duration START_WAIT = Duration.ofSeconds(60);
    private static final Duration BETWEEN_STARTS = Duration.ofSeconds(2);
    private static final int PASSWORD_BYTES = 32;
    private static final int ANY_PORT = 0;

    /// `max_connections` leaves room for the pools of three replicas and for tools beside them; the
    /// rest is what durability asks for.
    private static final Map<String, String> SETTINGS =
            Map.of(
                    "fsync", "on",
                    "full_page_writes", "on",
                    "synchronous_commit", "on",
                    "listen_addresses", "localhost",
                    "unix_socket_directories", "",
                    "max_connections", "120",
                    "shared_buffers", "128MB",
                    "max_wal_size", "512MB",
                    "log_checkpoints", "off",
                    "password_encryption", "scram-sha-256");

    private final Home home;
    private final String password;
    private final ScheduledExecutorService revival =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("postgres-revival").factory());

    private volatile EmbeddedPostgres server;

    public EmbeddedServer(Home home, SecureRandom random) {
        this.home = home;
        Path folder = home.folder("postgres");
        RootNeedsNamespaces.check();
        new LeftoverServer(folder.resolve("data")).stop();
        this.password = password(folder, random);
        this.server = start(folder, ANY_PORT);
        watch(folder);
    }

    private void watch(Path folder) {
        LeftoverServer.running(folder.resolve("data"))
                .ifPresent(process -> process.onExit().thenRunAsync(() -> revive(folder), revival));
    }

    private synchronized void revive(Path folder) {
        if (revival.isShutdown()) {
            return;
        }
        log.error(
                "PostgreSQL has died and is started again; {} says why",
                folder.resolve("server.log.1"));
        try {
            server.close(); // it holds the lock of the folder
            new LeftoverServer(folder.resolve("data")).stop();
            server = start(folder, server.getPort());
            log.warn("PostgreSQL serves again");
            watch(folder);
        } catch (RuntimeException | IOException e) {
            log.error("PostgreSQL does not start again yet: {}", e.getMessage());
            var _ =
                    revival.schedule(
                            () -> revive(folder), BETWEEN_STARTS.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private String password(Path folder, SecureRandom random) {
        if (Files.exists(folder.resolve("complete"))) {
            return home.read("postgres/password")
                    .orElseThrow(() ->
                            new CannotStart(
                                    "The password of the embedded PostgreSQL is missing: "
                                            + folder.resolve("password")
                                            + ".",
                                    "Put the file back from a backup of the home."));
        }
        // a first start that was cut off left a folder that no server ever served from
        try {
            FileSystemUtils.deleteRecursively(folder.resolve("data"));
        } catch (IOException e) {
            throw cannot(folder, e);
        }
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        home.writeSecret(
                "postgres/password", Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        return home.read("postgres/password").orElseThrow();
    }

    private EmbeddedPostgres start(Path folder, int port) {
        Path output = folder.resolve("server.log");
        var builder =
                EmbeddedPostgres.builder()
                        .setDataDirectory(folder.resolve("data"))
                        .setCleanDataDirectory(false)
                        .setOverrideWorkingDirectory(home.folder("postgres/server").toFile())
                        .setPGStartupWait(START_WAIT)
                        .setRegisterShutdownHook(false)
                        .setConnectConfig("password", password)
                        // these reach initdb after its `-A trust` and win over it
                        .setLocaleConfig("auth", "scram-sha-256")
                        .setLocaleConfig("pwfile", folder.resolve("password").toString())
                        .setLocaleConfig("locale", "C.UTF-8");
        SETTINGS.forEach(builder::setServerConfig);
        if (port != ANY_PORT) {
            builder.setPort(port);
        }
        try {
            if (Files.exists(output)) {
                Files.move(
                        output,
                        folder.resolve("server.log.1"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            builder.setErrorRedirector(ProcessBuilder.Redirect.appendTo(output.toFile()));
            builder.setOutputRedirector(ProcessBuilder.Redirect.appendTo(output.toFile()));
            EmbeddedPostgres started = builder.start();
            home.write("postgres/complete", "18");
            log.debug("embedded PostgreSQL on port {}", started.getPort());
            return started;
        } catch (IOException | IllegalStateException e) {
            throw cannot(output, e);
        }
    }

    private static CannotStart cannot(Path seeAlso, Exception cause) {
        return new CannotStart(
                "The embedded PostgreSQL does not start: " + cause.getMessage() + ".",
                "Look into " + seeAlso + ", or name another server in SPRING_DATASOURCE_URL.",
                cause);
    }

    public String url() {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/" + DATABASE;
    }

    String password() {
        return password;
    }

    @Override
    public void close() throws IOException {
        revival.shutdown();
        synchronized (this) {
            server.close();
        }
    }
}
