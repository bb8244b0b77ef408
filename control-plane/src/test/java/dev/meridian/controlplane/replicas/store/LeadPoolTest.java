package dev.meridian.controlplane.replicas.store;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.controlplane.replicas.model.ReplicaId;
import dev.meridian.controlplane.support.Swallowing;
import dev.meridian.controlplane.support.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.dao.DataAccessException;

/// A database that keeps its connections open and says nothing on them any more.
class LeadPoolTest {
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration TAKE_OVER = Duration.ofSeconds(10);

    private final TestDatabase database = TestDatabase.fresh();
    private final ReplicaId me = new ReplicaId(new UUID(0, 1));
    private Swallowing wire;
    private LeadPool pool;
    private LeadStore leads;

    @BeforeEach
    void connect() throws IOException {
        URI url = URI.create(database.url().substring("jdbc:".length()));
        wire = new Swallowing(url.getPort());
        String through = database.url().replace(url.getAuthority(), "127.0.0.1:" + wire.port());
        pool = new LeadPool(details(through));
        leads = new LeadStore(pool.jdbc(), pool.patient());
    }

    @AfterEach
    void close() throws IOException {
        pool.close();
        wire.close();
    }

    @Test
    void theLeaseIsRenewedOverAnotherConnectionWithinTheTimeOfATakeOver() {
        long term = leads.take(me, LEASE).orElseThrow().term();
        wire.swallow();
        assertThat(within(TAKE_OVER, () -> leads.renew(me, term, LEASE))).isTrue();
    }

    @Test
    void aReplicaThatTakesOverIsNotHeldUpByAnyOfItsConnections() throws SQLException {
        List<Connection> all = List.of(pool.connection(), pool.connection(), pool.connection());
        for (Connection each : all) {
            each.close();
        }
        wire.swallow();
        assertThat(within(TAKE_OVER, () -> leads.take(me, LEASE).isPresent())).isTrue();
    }

    @Test
    void whoWaitsForASilentServerIsFreedAtOnceWhenAnotherAnswers() throws Exception {
        var asked = new CountDownLatch(1);
        var waiting =
                CompletableFuture.runAsync(() -> {
                    try (Connection connection = pool.connection();
                            Statement statement = connection.createStatement()) {
                        statement.execute("select 1");
                        wire.swallow();
                        connection.setNetworkTimeout(Runnable::run, 60_000);
                        asked.countDown();
                        statement.execute("select 1");
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                });
        assertThat(asked.await(10, SECONDS)).isTrue();
        pool.cut();
        assertThatThrownBy(() -> waiting.get(5, SECONDS)).isInstanceOf(ExecutionException.class);
        assertThat(leads.take(me, LEASE)).isPresent();
    }

    @Test
    void aTakeOverMayWaitLongerThanAnythingElse() {
        assertThat(pool.patient().sql("select pg_sleep(3.5)").query((_, _) -> true).single())
                .isTrue();
        assertThatThrownBy(() ->
                        pool.jdbc().sql("select pg_sleep(3.5)").query((_, _) -> true).single())
                .isInstanceOf(DataAccessException.class);
    }

    private interface Attempt {
        boolean done();
    }

    /// Asked again and again, as the loop does.
    private static boolean within(Duration limit, Attempt attempt) {
        long end = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < end) {
            try {
                if (attempt.done()) {
                    return System.nanoTime() < end;
                }
            } catch (DataAccessException _) {
                // the next round asks again
            }
        }
        return false;
    }

    private static JdbcConnectionDetails details(String url) {
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return "postgres";
            }

            @Override
            public String getPassword() {
                return "";
            }

            @Override
            public String getJdbcUrl() {
                return url;
            }
        };
    }
}
