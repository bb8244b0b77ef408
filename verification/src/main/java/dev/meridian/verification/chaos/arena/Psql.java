package dev.meridian.verification.chaos.arena;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A database, asked as an operator does.
///
/// @param port on this host
public record Psql(int port, String user, String password, String database) {
    private static final int LINE_OF_PORT = 3;

    /// Of the server that a control plane brought along.
    ///
    /// @param home of the control plane
    public static Psql of(Path home) {
        Path folder = home.resolve("postgres");
        try {
            return new Psql(
                    Integer.parseInt(
                            Files.readAllLines(folder.resolve("data/postmaster.pid"))
                                    .get(LINE_OF_PORT)
                                    .strip()),
                    "postgres",
                    Files.readString(folder.resolve("password")).strip(),
                    "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @return the rows, a line each; of a change nothing
    /// @throws IllegalStateException with the server's words, when it refuses
    public String ask(String sql) {
        return PostgresTools.run(
                Map.of("PGPASSWORD", password, "PGCONNECT_TIMEOUT", "5"),
                PostgresTools.command(
                        "psql",
                        "--no-psqlrc",
                        "--quiet",
                        "--tuples-only",
                        "--no-align",
                        "--set=ON_ERROR_STOP=1",
                        "--host=localhost",
                        "--port=" + port,
                        "--username=" + user,
                        "--dbname=" + database,
                        "--command=" + sql));
    }
}
