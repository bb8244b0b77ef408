package dev.meridian.controlplane.kernel.store;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Where the database keeps its data, as far as it tells us and we can see it.
@Repository
class DatabaseDisk {
    /// No row where its user may not know the folder; `here` where both ends of the connection are
    /// the same host.
    private static final String FOLDER =
            """
            select setting from pg_settings
            where name = 'data_directory' and setting <> ''
                and (inet_server_addr() is null or inet_server_addr() = inet_client_addr())\
            """;

    private final JdbcClient sql;

    DatabaseDisk(JdbcClient sql) {
        this.sql = sql;
    }

    /// The folder of the data, and that of the log where it is linked from elsewhere; empty where
    /// the server is on another host.
    List<Path> folders() {
        Optional<Path> data = sql.sql(FOLDER).query(String.class).optional().flatMap(this::seen);
        return data.map(folder ->
                        Files.isSymbolicLink(folder.resolve("pg_wal"))
                                ? List.of(folder, folder.resolve("pg_wal"))
                                : List.of(folder))
                .orElse(List.of());
    }

    private Optional<Path> seen(String folder) {
        try {
            return Optional.of(Path.of(folder)).filter(Files::isDirectory);
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }

    /// Bytes that our database takes, without its log.
    long size() {
        return sql.sql("select pg_database_size(current_database())").query(Long.class).single();
    }
}
