package dev.meridian.verification.chaos.arena;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The programs of a PostgreSQL that is installed on this host, for what an operator does by hand.
public final class PostgresTools {
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final List<String> NEEDED =
            List.of("initdb", "postgres", "pg_ctl", "pg_basebackup", "psql");

    private PostgresTools() {}

    /// The folder of the newest that is complete.
    static Optional<Path> folder() {
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin ->
                            NEEDED.stream().allMatch(one -> Files.isExecutable(bin.resolve(one))))
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A command line; of those that refuse to run as root, in a namespace where root is nobody.
    static List<String> command(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root") && !program.equals("psql")) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(folder().orElseThrow().resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    /// Runs a program to its end.
    ///
    /// @return what it wrote
    /// @throws IllegalStateException with that, when it fails
    static String run(Map<String, String> environment, List<String> command) {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                            .strip();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted");
        }
    }
}
