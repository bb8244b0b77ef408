package dev.meridian.controlplane.kernel.store;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.meridian.controlplane.kernel.DatabasePulse;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Asks over a connection of its own, which waits no longer than 2 s for anything, so that neither
/// a pool that is used up nor a server that is frozen keeps it from finding out, nor one that was
/// left for another.
@Component
class PulseOfServer implements DatabasePulse {
    private static final Logger log = LoggerFactory.getLogger(PulseOfServer.class);
    private static final String SECONDS = "2";
    private static final int MISSES = 2;

    /// Then what is in use is cut as well. Not sooner: a server that is merely slow still works for
    /// those who wait.
    private static final Duration CUT_AFTER = Duration.ofSeconds(10);

    /// Another answer than before: another server answers, or the same one was started again.
    private static final String WHO =
            "select concat_ws(' ', inet_server_addr(), inet_server_port(), pg_postmaster_start_time())";

    private final HikariDataSource settings;
    private final GuardedPool pool;
    private final AtomicInteger away;
    private final Counter cut;
    private final List<Runnable> onLeft = new CopyOnWriteArrayList<>();
    private @Nullable Connection wire;
    private @Nullable String server;
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
            String answers = ask();
            leave(answers);
            answered(now);
        } catch (SQLException e) {
            hangUp();
            missed(e, now);
        }
    }

    /// A standby that was promoted answers for one that is lost, and may be cut off rather than
    /// dead: whoever waits for an answer of that one would wait for ever.
    private void leave(String answers) {
        String before = server;
        server = answers;
        if (before != null && !before.equals(answers)) {
            log.warn("another server of the database answers than before");
            cutAll();
        }
    }

    @Override
    public void onLeft(Runnable listener) {
        onLeft.add(listener);
    }

    private void cutAll() {
        onLeft.forEach(Runnable::run);
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
            cutAll();
        }
    }

    private String ask() throws SQLException {
        Connection open = wire;
        if (open == null) {
            open = connect();
            wire = open;
        }
        try (Statement statement = open.createStatement();
                ResultSet answer = statement.executeQuery(WHO)) {
            return answer.next() ? answer.getString(1) : "";
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
