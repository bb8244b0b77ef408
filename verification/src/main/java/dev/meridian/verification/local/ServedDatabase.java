package dev.meridian.verification.local;

import dev.meridian.cli.client.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The one that a control plane's jar serves by itself: `control-plane.jar database FOLDER`.
public final class ServedDatabase implements Database {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Patience PATIENCE = new Patience(Duration.ofMillis(100));

    private final Path folder;
    private final Child process;

    private ServedDatabase(Path folder, Child process) {
        this.folder = folder;
        this.process = process;
    }

    /// Returns once it serves.
    ///
    /// @param home where its folder `database` and its log lie
    public static ServedDatabase start(Checkout checkout, Path home) {
        Path folder = home.toAbsolutePath().resolve("database");
        Path jar = Unpacked.jar(checkout.controlPlaneJar());
        ServerBinaries.lend(checkout, folder);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(LocalSystem.QUICK_START);
        command.addAll(Rehearsal.flags(jar));
        command.addAll(List.of("-jar", jar.toString(), "database", folder.toString()));
        Child child =
                Child.start(
                        "database",
                        command,
                        Map.of(),
                        home.toAbsolutePath(),
                        home.toAbsolutePath().resolve("logs/database.log"));
        Path _ =
                PATIENCE.until(
                                START_LIMIT,
                                () -> {
                                    child.mustLive();
                                    return Optional.of(folder.resolve("database-url"))
                                            .filter(Files::exists);
                                })
                        .orElseThrow(
                                () -> new IllegalStateException("no database:\n" + child.tail()));
        return new ServedDatabase(folder, child);
    }

    @Override
    public String url() {
        return read("database-url");
    }

    @Override
    public String user() {
        return "postgres";
    }

    @Override
    public String password() {
        return read("postgres/password");
    }

    private String read(String file) {
        try {
            return Files.readString(folder.resolve(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
