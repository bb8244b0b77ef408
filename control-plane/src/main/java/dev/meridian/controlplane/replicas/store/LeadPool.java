package dev.meridian.controlplane.replicas.store;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/// Connections for nothing but the lead, signs of life and calls: a replica whose other connections
/// are all busy leads on, and one that is cut off finds out.
///
/// A server that was left for its standby may leave its connections open and say nothing on them:
/// nobody waits for it longer than is left of the ten seconds of a take-over.
final class LeadPool implements AutoCloseable {
    private static final int MOST = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /// A take-over may have to wait for what is under way under the term before.
    private static final Duration OF_TAKE_OVERS = Duration.ofSeconds(4);

    /// Whether a connection that lay idle still answers.
    private static final Duration PROBE = Duration.ofSeconds(1);

    private static final String SECONDS = Long.toString(PATIENCE.toSeconds());

    private final HikariDataSource pool = new HikariDataSource();

    /// As the driver made them, for as long as the pool keeps them.
    private final Set<Connection> wires =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    LeadPool(JdbcConnectionDetails database) {
        pool.setPoolName("meridian-lead");
        pool.setJdbcUrl(database.getJdbcUrl());
        pool.setUsername(database.getUsername());
        pool.setPassword(database.getPassword());
        pool.setMaximumPoolSize(MOST);
        pool.setMinimumIdle(0);
        pool.setConnectionTimeout(PATIENCE.toMillis());
        pool.setValidationTimeout(PROBE.toMillis());
        // nothing is asked of it before the tables are there
        pool.setInitializationFailTimeout(-1);
        pool.addDataSourceProperty("ApplicationName", "meridian lead");
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        pool.addDataSourceProperty("connectTimeout", SECONDS);
        pool.addDataSourceProperty("socketTimeout", SECONDS);
    }

    /// One to be kept; [#discard] it in the end.
    Connection connection() throws SQLException {
        Connection connection = pool.getConnection();
        wires.add(connection.unwrap(Connection.class));
        return connection;
    }

    void discard(Connection connection) throws SQLException {
        pool.evictConnection(connection);
        connection.close();
    }

    /// For what is answered at once.
    JdbcClient jdbc() {
        return JdbcClient.create(new Remembered(pool));
    }

    /// For take-overs.
    JdbcClient patient() {
        return JdbcClient.create(
                new Remembered(pool) {
                    @Override
                    public Connection getConnection() throws SQLException {
                        Connection connection = super.getConnection();
                        // the pool takes it back
                        connection.setNetworkTimeout(
                                Runnable::run, Math.toIntExact(OF_TAKE_OVERS.toMillis()));
                        return connection;
                    }
                });
    }

    private class Remembered extends DelegatingDataSource {
        Remembered(DataSource pool) {
            super(pool);
        }

        @Override
        public Connection getConnection() throws SQLException {
            return connection();
        }
    }

    /// Ends every connection there is: whoever waits on one goes on, with a failure.
    void cut() {
        List<Connection> open;
        synchronized (wires) {
            open = List.copyOf(wires);
            wires.clear();
        }
        for (Connection wire : open) {
            try {
                wire.abort(Runnable::run);
            } catch (SQLException _) {
                // it is of no use either way
            }
        }
        @Nullable HikariPoolMXBean kept = pool.getHikariPoolMXBean();
        if (kept != null) {
            kept.softEvictConnections();
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
