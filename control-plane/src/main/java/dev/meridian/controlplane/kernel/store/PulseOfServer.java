package dev.meridian.controlplane.kernel.store;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.meridian.controlplane.kernel.DatabasePulse;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Asks over a connection of its own, which waits no longer than 2 s for anything, so that neither
/// a pool that is used up nor a server that is frozen keeps it from finding out.
@Component
class PulseOfServer implements DatabasePulse {
    private static final Logger log = LoggerFactory.getLogger(PulseOfServer.class);
    private static final String SECONDS = "2";
    private static final int MISSES = 2;

    /// Then what is in use is cut as well. Not sooner: a server that is merely slow still works for
    /// those who wait.
    private static final Duration CUT_AFTER = Duration.ofSeconds(10);

    private final HikariDataSource settings;
    private final GuardedPool pool;
    private final AtomicInteger away;
    private final Counter cut;
    private @Nullable Connection wire;
    private @Nullable Instant silentSince;
    private int missed;

    PulseOfServer(DataSource database, MeterRegistry meters) throws SQLException {
        settings = database.unwrap(HikariDataSource.class);
        pool = database.unwrap(GuardedPool.class);
        away = Objects.requireNonNull(meters.gauge("meridian.database.away", new AtomicInteger()));
        cut = meters.counter("meridian.database.cut");
        FunctionCounter.builder("meridian.database.refused", pool, GuardedPool::refusals)
                .register(meters);
    }

    @Override
    public synchronized void beat(Instant now) {
        try {
            ask();
            answered(now);
        } catch (SQLException e) {
            hangUp();
            missed(e, now);
        }
    }

    private void answered(Instant now) {
        missed = 0;
        if (away.getAndSet(0) == 1) {
            pool.open();
            log.warn(
                    "the database answers again after {}",
                    Duration.between(Objects.requireNonNullElse(silentSince, now), now));
        }
        silentSince = null;
    }

    private void missed(SQLException why, Instant now) {
        missed++;
        Instant since = Objects.requireNonNullElse(silentSince, now);
        silentSince = since;
        if (missed >= MISSES && away.getAndSet(1) == 0) {
            pool.close();
            log.error(
                    "the database does not answer: {}; requests are refused until it does",
                    why.getMessage());
        }
        if (away.get() == 1 && !now.isBefore(since.plus(CUT_AFTER))) {
            int ended = pool.cut();
            @Nullable HikariPoolMXBean kept = settings.getHikariPoolMXBean();
            if (kept != null) {
                kept.softEvictConnections();
            }
            if (ended > 0) {
                cut.increment(ended);
                log.error("{} connections to the database were cut", ended);
            }
        }
    }

    private void ask() throws SQLException {
        Connection open = wire;
        if (open == null) {
            open = connect();
            wire = open;
        }
        try (Statement statement = open.createStatement()) {
            boolean _ = statement.execute("select 1");
        }
    }

    private Connection connect() throws SQLException {
        var how = new Properties();
        how.putAll(settings.getDataSourceProperties());
        put(how, "user", settings.getUsername());
        put(how, "password", settings.getPassword());
        how.setProperty("connectTimeout", SECONDS);
        how.setProperty("loginTimeout", SECONDS);
        how.setProperty("socketTimeout", SECONDS);
        how.setProperty("ApplicationName", "meridian-pulse");
        @Nullable Connection connection = new Driver().connect(settings.getJdbcUrl(), how);
        if (connection == null) {
            throw new SQLException("this is no address of a PostgreSQL: " + settings.getJdbcUrl());
        }
        return connection;
    }

    private static void put(Properties how, String name, @Nullable String value) {
        if (value != null) {
            how.setProperty(name, value);
        }
    }

    @PreDestroy
    synchronized void hangUp() {
        Connection open = wire;
        wire = null;
        if (open != null) {
            try {
                open.abort(Runnable::run);
            } catch (SQLException _) {
                // nobody waits for it
            }
        }
    }
}
