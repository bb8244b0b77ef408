package dev.meridian.controlplane.support;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.SpringApplication;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// A fresh, migrated database; a new one costs some 50 ms, for all share one server and one
/// migrated template.
///
/// ```
/// static final TestDatabase database = TestDatabase.fresh();
/// ```
public final class TestDatabase {
    private static final AtomicInteger counter = new AtomicInteger();
    private static final int POOL_SIZE = 16;

    private final String url;
    private final DataSource dataSource;

    private TestDatabase(String url) {
        this.url = url;
        var pool = new HikariDataSource();
        pool.setJdbcUrl(url + "&reWriteBatchedInserts=true");
        pool.setMaximumPoolSize(POOL_SIZE);
        pool.setMinimumIdle(0);
        this.dataSource = pool;
    }

    public static TestDatabase fresh() {
        return new TestDatabase(freshUrl());
    }

    /// Of a database of its own, with user in the URL and no password.
    public static String freshUrl() {
        String name = "test_" + counter.incrementAndGet();
        Server.create(name);
        return Server.url(name);
    }

    public String url() {
        return url;
    }

    public DataSource dataSource() {
        return dataSource;
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(dataSource);
    }

    public TransactionTemplate transactions() {
        return new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    /// One per JVM, throw-away: what it loses at a crash nobody misses, so it need not wait for the
    /// disk.
    private static final class Server {
        private static final String TEMPLATE = "migrated";
        private static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres server =
                        EmbeddedPostgres.builder()
                                .setOverrideWorkingDirectory(
                                        Path.of("target", "postgres").toAbsolutePath().toFile())
                                .setPGStartupWait(Duration.ofSeconds(60))
                                .setRegisterShutdownHook(false)
                                .setServerConfig("fsync", "off")
                                .setServerConfig("synchronous_commit", "off")
                                .setServerConfig("full_page_writes", "off")
                                .setServerConfig("max_connections", "300")
                                .setServerConfig("shared_buffers", "128MB")
                                .setServerConfig("unix_socket_directories", "")
                                .start();
                // after the planes, whose last words would wait half a minute for a connection
                SpringApplication.getShutdownHandlers().add(() -> close(server));
                execute(server, "create database " + TEMPLATE);
                Flyway.configure()
                        .dataSource(server.getJdbcUrl("postgres", TEMPLATE), "postgres", "")
                        .locations("classpath:db/migration")
                        .load()
                        .migrate();
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void close(EmbeddedPostgres server) {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static String url(String name) {
            return SERVER.getJdbcUrl("postgres", name);
        }

        static synchronized void create(String name) {
            execute(
                    SERVER,
                    "create database " + name + " template " + TEMPLATE + " strategy file_copy");
        }

        private static void execute(EmbeddedPostgres server, String sql) {
            try (Connection connection = server.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(sql, e);
            }
        }
    }
}
