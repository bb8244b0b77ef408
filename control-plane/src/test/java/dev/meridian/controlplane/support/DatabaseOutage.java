package dev.meridian.controlplane.support;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/// One database refuses all connections, and those that it had are cut, until this is closed.
public final class DatabaseOutage implements AutoCloseable {
    private final Connection server;
    private final String name;

    /// @param url of the database
    public DatabaseOutage(String url) throws SQLException {
        name = url.replaceAll(".*/([^/?]+)\\?.*", "$1");
        server = DriverManager.getConnection(url.replace("/" + name, "/postgres"));
        execute("alter database " + name + " allow_connections false");
        execute(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = '"
                        + name
                        + "'");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = server.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        execute("alter database " + name + " allow_connections true");
        server.close();
    }
}
