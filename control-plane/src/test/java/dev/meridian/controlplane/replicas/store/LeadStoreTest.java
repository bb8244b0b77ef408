package dev.meridian.controlplane.replicas.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.meridian.controlplane.replicas.model.Lead;
import dev.meridian.controlplane.replicas.model.Replica;
import dev.meridian.controlplane.replicas.model.ReplicaId;
import dev.meridian.controlplane.replicas.store.ReplicaStore.Sign;
import dev.meridian.controlplane.support.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Who leads, as the database has it.
class LeadStoreTest {
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final TestDatabase database = TestDatabase.fresh();
    private final LeadStore leads = new LeadStore(database.jdbc(), database.jdbc());
    private final ReplicaStore replicas = new ReplicaStore(database.jdbc());
    private final ReplicaId one = new ReplicaId(new UUID(0, 1));
    private final ReplicaId other = new ReplicaId(new UUID(0, 2));

    @Test
    void oneLeadsAndEachTakeOverRaisesTheTerm() {
        long first = taken(one).term();
        assertThat(leads.take(other, LEASE)).isEmpty();
        assertThat(leads.renew(one, first, LEASE)).isTrue();
        assertThat(leads.renew(other, first, LEASE)).isFalse();

        leads.release(other);
        assertThat(leads.take(other, LEASE)).as("it was not its lease").isEmpty();
        leads.release(one);
        assertThat(taken(other).term()).isEqualTo(first + 1);
        assertThat(leads.renew(one, first, LEASE)).isFalse();
    }

    @Test
    void aLeaseThatHasEndedIsNotRenewedButTaken() {
        long term = taken(one).term();
        moveLease("- interval '1 minute'");

        assertThat(leads.renew(one, term, LEASE)).isFalse();
        assertThat(taken(other).term()).isEqualTo(term + 1);
    }

    @Test
    void aLeaseOfTheFutureHoldsNobodyUp() {
        taken(one);
        moveLease("+ interval '10 minutes'");

        assertThat(leads.take(other, LEASE)).as("the clock was set back").isPresent();
    }

    @Test
    void whatBeganUnderAnEarlierTermIsRefused() throws SQLException {
        long term = taken(one).term();
        leads.release(one);
        taken(other);

        try (Connection late = database.dataSource().getConnection()) {
            assertThatThrownBy(() -> ask(late, term))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refusal -> assertThat(refusal.getSQLState()).isEqualTo("MR001"));
            ask(late, term + 1);
        }
    }

    /// As a leader that is stopped between two of its statements.
    @Test
    void whoeverTakesTheLeadEndsWhatTheLastOneHadBegun() throws SQLException {
        long term = taken(one).term();
        database.jdbc().sql("create table written (by text)").update();
        try (Connection stopped = database.dataSource().getConnection()) {
            stopped.setAutoCommit(false);
            ask(stopped, term);
            run(stopped, "insert into written values ('the last one')");
            moveLease("- interval '1 minute'");

            assertThat(taken(other).term()).isEqualTo(term + 1);

            assertThatThrownBy(
                            () -> {
                                run(stopped, "insert into written values ('the last one')");
                                stopped.commit();
                            })
                    .isInstanceOf(SQLException.class);
        }
        assertThat(database.jdbc().sql("select count(*) from written").query(Long.class).single())
                .isZero();
    }

    @Test
    void contactGoesOnWhereAnotherReplicaWasThere() {
        sign(one);
        sign(other);
        assertThat(taken(one).contact()).as("the first of all").isLessThan(Duration.ofMinutes(1));
        database.jdbc()
                .sql("update lead_term set contact_since = now() - interval '1 hour'")
                .update();
        moveLease("- interval '1 minute'");
        assertThat(taken(other).contact())
                .as("who takes over was there all the time")
                .isGreaterThan(Duration.ofMinutes(59));

        database.jdbc().sql("update replicas set seen_at = now() - interval '1 minute'").update();
        sign(one);
        moveLease("- interval '1 minute'");
        assertThat(taken(one).contact()).as("everybody was away").isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void theListKnowsWhoLeadsAndWhoIsSilent() {
        sign(one);
        sign(other);
        long term = taken(other).term();
        database.jdbc()
                .sql("update replicas set seen_at = now() - interval '1 minute' where id = :id")
                .param("id", one.value())
                .update();

        assertThat(replicas.all())
                .extracting(each -> each.id() + " " + (each.leads() != null) + " " + each.silent())
                .containsExactly(one + " false true", other + " true false");
        Replica.Leads leads = Objects.requireNonNull(replicas.all().getLast().leads());
        assertThat(leads.term()).isEqualTo(term);
        assertThat(leads.since()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
        assertThat(leads.left()).isBetween(Duration.ofSeconds(1), LEASE);
        replicas.forget(one);
        assertThat(replicas.all()).hasSize(1);
    }

    private Lead taken(ReplicaId who) {
        return leads.take(who, LEASE).orElseThrow();
    }

    private void moveLease(String by) {
        database.jdbc().sql("update lead_lease set expires_at = expires_at " + by).update();
    }

    private void sign(ReplicaId who) {
        replicas.sign(new Sign(who, "host", "1", 8080, 9090, 0, Instant.now()));
    }

    private static void ask(Connection connection, long term) throws SQLException {
        run(connection, "select in_term(" + term + ")");
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = Objects.requireNonNull(connection).createStatement()) {
            statement.execute(sql);
        }
    }
}
