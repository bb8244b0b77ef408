package dev.meridian.controlplane.replicas.store;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Connections for nothing but the lead, signs of life and calls: a replica whose other connections
/// are all busy leads on, and one that is cut off finds out.
final class LeadPool implements AutoCloseable {
    private static final int MOST = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final HikariDataSource pool = new HikariDataSource();

    LeadPool(JdbcConnectionDetails database) {
        pool.setPoolName("meridian-lead");
        pool.setJdbcUrl(database.getJdbcUrl());
        pool.setUsername(database.getUsername());
        pool.setPassword(database.getPassword());
        pool.setMaximumPoolSize(MOST);
        pool.setMinimumIdle(0);
        pool.setConnectionTimeout(PATIENCE.toMillis());
        // nothing is asked of it before the tables are there
        pool.setInitializationFailTimeout(-1);
        pool.addDataSourceProperty("ApplicationName", "meridian lead");
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        pool.addDataSourceProperty("connectTimeout", "3");
        // in seconds; a take-over may wait for some of them
        pool.addDataSourceProperty("socketTimeout", "10");
    }

    /// One to be kept; [#discard] it in the end.
    Connection connection() throws SQLException {
        return pool.getConnection();
    }

    void discard(Connection connection) throws SQLException {
        pool.evictConnection(connection);
        connection.close();
    }

    JdbcClient jdbc() {
        return JdbcClient.create(pool);
    }

    @Override
    public void close() {
        pool.close();
    }
}
