package dev.meridian.controlplane.kernel.store;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/// The pool of connections, behind a breaker and a bounded queue: while the database does not
/// answer, or too many wait for it, the next is refused at once and not after a wait of its own.
/// What is refused comes again: a client after `Retry-After`, a loop with its next round, an agent
/// with its next message.
final class GuardedPool extends DelegatingDataSource {
    /// Of whoever waits for a connection; some fifty are our own threads.
    private static final int MOST_WAITING = 128;

    private static final String AWAY = "08001";

    private final CircuitBreaker breaker =
            CircuitBreaker.of(
                    "database",
                    CircuitBreakerConfig.custom()
                            .slidingWindowSize(20)
                            .minimumNumberOfCalls(10)
                            .failureRateThreshold(50)
                            .waitDurationInOpenState(Duration.ofSeconds(1))
                            .permittedNumberOfCallsInHalfOpenState(4)
                            .build());
    private final Bulkhead queue =
            Bulkhead.of(
                    "database",
                    BulkheadConfig.custom()
                            .maxConcurrentCalls(MOST_WAITING)
                            .maxWaitDuration(Duration.ZERO)
                            .build());
    private final LongAdder refused = new LongAdder();

    /// As the driver made them, for as long as the pool keeps them.
    private final Set<Connection> wires =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private volatile boolean met;

    GuardedPool(DataSource pool) {
        super(pool);
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (!met) {
            // until it has answered once its own words say best what is wrong with it
            Connection first = super.getConnection();
            met = true;
            return remembered(first);
        }
        if (!breaker.tryAcquirePermission()) {
            throw refused("the database does not answer");
        }
        if (!queue.tryAcquirePermission()) {
            breaker.releasePermission();
            throw refused("too many wait for the database");
        }
        long began = System.nanoTime();
        try {
            Connection connection = super.getConnection();
            breaker.onSuccess(System.nanoTime() - began, TimeUnit.NANOSECONDS);
            return remembered(connection);
        } catch (SQLException | RuntimeException e) {
            breaker.onError(System.nanoTime() - began, TimeUnit.NANOSECONDS, e);
            throw e;
        } finally {
            queue.onComplete();
        }
    }

    private Connection remembered(Connection connection) throws SQLException {
        wires.add(connection.unwrap(Connection.class));
        return connection;
    }

    private SQLException refused(String why) {
        refused.increment();
        return new SQLTransientConnectionException(why + "; ask again in a moment", AWAY);
    }

    /// Refuses all from now on.
    void close() {
        breaker.transitionToForcedOpenState();
    }

    void open() {
        breaker.transitionToClosedState();
    }

    /// Ends every connection there is, so that whoever waits for an answer on one goes on: with a
    /// failure, but with its thread.
    ///
    /// @return how many there were
    int cut() {
        List<Connection> open;
        synchronized (wires) {
            open = List.copyOf(wires);
            wires.clear();
        }
        int cut = 0;
        for (Connection wire : open) {
            try {
                if (!wire.isClosed()) {
                    wire.abort(Runnable::run);
                    cut++;
                }
            } catch (SQLException _) {
                // it is of no use either way
            }
        }
        return cut;
    }

    double refusals() {
        return refused.sum();
    }
}
