package dev.meridian.controlplane.kernel.store;

import dev.meridian.controlplane.kernel.Home;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Writes rows with four connections for ever and prints each as soon as it is committed; made to
/// be killed.
final class RowWriter {
    private static final int WRITERS = 4;

    private RowWriter() {}

    static void main(String[] args) throws Exception {
        var server = new EmbeddedServer(new Home(Path.of(args[0])), new SecureRandom());
        try (Connection connection = connect(server)) {
            connection
                    .createStatement()
                    .execute("create table if not exists acknowledged (id bigserial primary key)");
        }
        var threads = new @Nullable Thread[WRITERS];
        for (int i = 0; i < WRITERS; i++) {
            threads[i] = Thread.ofPlatform().start(() -> write(server, System.out));
        }
        for (Thread thread : threads) {
            if (thread != null) {
                thread.join();
            }
        }
    }

    private static void write(EmbeddedServer server, PrintStream out) {
        try (Connection connection = connect(server);
                var insert =
                        connection.prepareStatement(
                                "insert into acknowledged default values returning id")) {
            while (true) {
                try (var row = insert.executeQuery()) {
                    row.next();
                    String line = "row " + row.getLong(1);
                    synchronized (out) {
                        out.println(line);
                        out.flush();
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connection connect(EmbeddedServer server) throws SQLException {
        return DriverManager.getConnection(server.url(), EmbeddedServer.USER, server.password());
    }
}
