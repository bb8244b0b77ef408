package dev.meridian.verification.seed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The embedded PostgreSQL of a control plane that runs, entered beside it.
public final class Database implements AutoCloseable {

    /// Of `postmaster.pid`, which PostgreSQL keeps while it runs.
    private static final int LINE_OF_PORT = 3;

    private final Connection connection;

    private Database(Connection connection) {
        this.connection = connection;
    }

    /// @param home the MERIDIAN_HOME of a control plane that runs on it
    public static Database of(Path home) {
        Path postgres = home.resolve("postgres");
        try {
            String port =
                    Files.readAllLines(postgres.resolve("data/postmaster.pid")).get(LINE_OF_PORT);
            String password = Files.readString(postgres.resolve("password")).strip();
            return new Database(
                    DriverManager.getConnection(
                            "jdbc:postgresql://localhost:" + port.strip() + "/postgres",
                            "postgres",
                            password));
        } catch (IOException e) {
            throw new UncheckedIOException("no control plane runs on " + home, e);
        } catch (SQLException e) {
            throw new IllegalStateException("the database of " + home + " cannot be entered", e);
        }
    }

    /// Runs a file of statements beside this class.
    ///
    /// @param values of its `${names}`
    public void run(String file, Map<String, ?> values) {
        String text = text(file);
        for (var value : values.entrySet()) {
            text = text.replace("${" + value.getKey() + "}", String.valueOf(value.getValue()));
        }
        execute(text);
    }

    public void execute(String statements) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(statements);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    public long count(String query) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /// The first column of all rows.
    public List<Long> numbers(String query) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<Long> numbers = new ArrayList<>();
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
            return numbers;
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /// For what needs more than whole statements.
    public Connection connection() {
        return connection;
    }

    private static String text(String file) {
        try (InputStream in = Database.class.getResourceAsStream("/seed/" + file)) {
            if (in == null) {
                throw new IllegalStateException("no file seed/" + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
