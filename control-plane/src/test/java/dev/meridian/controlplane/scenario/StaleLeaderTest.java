package dev.meridian.controlplane.scenario;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.controlplane.approvals.ApprovalLoop;
import dev.meridian.controlplane.dispatch.ContactLoop;
import dev.meridian.controlplane.dispatch.DrainLoop;
import dev.meridian.controlplane.dispatch.DrillLoop;
import dev.meridian.controlplane.dispatch.Drills;
import dev.meridian.controlplane.dispatch.HostFaultLoop;
import dev.meridian.controlplane.dispatch.LeaseLoop;
import dev.meridian.controlplane.dispatch.MigrationLoop;
import dev.meridian.controlplane.dispatch.SchedulingLoop;
import dev.meridian.controlplane.dispatch.StandbyLoop;
import dev.meridian.controlplane.dispatch.model.DrillOrder;
import dev.meridian.controlplane.dispatch.model.DrillStart;
import dev.meridian.controlplane.fleet.model.DrainOrder;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.RegionName;
import dev.meridian.controlplane.forecast.AnomalyLoop;
import dev.meridian.controlplane.forecast.ForecastLoop;
import dev.meridian.controlplane.forecast.RefitLoop;
import dev.meridian.controlplane.jobs.Budgets;
import dev.meridian.controlplane.jobs.ProjectCosts;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.placement.PlanHistory;
import dev.meridian.controlplane.projects.Sessions;
import dev.meridian.controlplane.replicas.Leading;
import dev.meridian.controlplane.replicas.StaleTerm;
import dev.meridian.controlplane.replicas.model.Lead;
import dev.meridian.controlplane.telemetry.DemandWatch;
import dev.meridian.controlplane.telemetry.LogRetention;
import dev.meridian.controlplane.telemetry.PartitionUpkeep;
import dev.meridian.controlplane.telemetry.RollUp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// A leader that does not know yet that another leads: whatever its loops would write is refused,
/// whoever of them writes it and by whatever statement.
@Scenario
class StaleLeaderTest {
    private static final Lead STALE = new Lead(-1, Duration.ZERO);

    @Autowired private Plane plane;
    @Autowired private JdbcClient jdbc;
    @Autowired private PlatformTransactionManager transactions;

    @BeforeEach
    void empty() {
        plane.empty();
    }

    /// Others share the plane, and for it forty days have passed.
    @AfterEach
    void leadAgainToday() {
        long term = jdbc.sql("select term from lead_term").query(Long.class).single();
        Leading.under(
                new Lead(term, Duration.ZERO),
                () -> plane.bean(LeaseLoop.class).runOnce(plane.now()));
    }

    @Test
    void noRoundOfItWritesAnything() {
        NodeId silent = plane.node("eu-west", "n1");
        JobId lost = plane.submit("{name: l, taskGroups: [{task: {command: [sleep, \"9\"]}}]}");
        plane.plan();
        plane.runs(plane.only(lost));
        NodeId drained = plane.node("us-east", "n2");
        drill("eu-west", lost);
        plane.silence(silent);
        plane.drain(drained, new DrainOrder("a test", null, false));
        plane.submit("{name: w, taskGroups: [{task: {command: [\"true\"]}}]}");
        plane.submit("{name: v, taskGroups: [{task: {command: [\"true\"]}}]}");
        plane.node("ap-south", "n3");
        jdbc.sql("update leases set expires_at = now() - interval '1 hour'").update();
        Map<String, Long> before = contents();
        Set<String> refused = new TreeSet<>();

        Instant later = plane.now().plus(Duration.ofDays(40));
        rounds().forEach((name, round) -> {
            try {
                Leading.under(STALE, () -> round.accept(later));
            } catch (RuntimeException e) {
                if (!isRefusal(e)) {
                    throw new AssertionError(name, e);
                }
                refused.add(name);
            }
        });

        assertThat(contents()).isEqualTo(before);
        assertThat(refused)
                .contains(
                        "scheduling",
                        "leases",
                        "drills",
                        "partitions",
                        "demand",
                        "forecast-refits");
    }

    /// Which loops the leader runs is said where they are started.
    @Test
    void everyLoopOfTheLeaderIsTried() throws IOException {
        String loops =
                Files.readString(Path.of("src/main/java/dev/meridian/controlplane/Loops.java"));

        Set<String> led =
                Pattern.compile("led\\(\"([a-z-]+)\"")
                        .matcher(loops)
                        .results()
                        .map(found -> found.group(1))
                        .collect(toCollection(TreeSet::new));
        led.add("scheduling"); // which is woken too, and so made apart

        assertThat(rounds().keySet()).containsExactlyInAnyOrderElementsOf(led);
    }

    @Test
    void aStatementByItselfIsRefusedAsWellAndAQueryIsNot() {
        assertThatThrownBy(() ->
                        Leading.under(
                                STALE,
                                () ->
                                        jdbc.sql("update migration_turn set taken_at = now()")
                                                .update()))
                .matches(StaleLeaderTest::isRefusal);
        assertThatThrownBy(() ->
                        Leading.under(
                                STALE,
                                () ->
                                        jdbc.sql(
                                                        "update migration_turn set taken_at = now() returning true")
                                                .query(Boolean.class)
                                                .single()))
                .matches(StaleLeaderTest::isRefusal);
        Leading.under(
                STALE,
                () -> assertThat(jdbc.sql("select 1").query(Integer.class).single()).isEqualTo(1));
    }

    /// What was begun is cleared away: the next one of the same thread begins afresh.
    @Test
    void aRefusedTransactionLeavesNothingBehind() {
        var template = new TransactionTemplate(transactions);
        for (int i = 0; i < 50; i++) {
            assertThatThrownBy(() ->
                            Leading.under(STALE, () -> template.executeWithoutResult(_ -> {})))
                    .isInstanceOf(StaleTerm.class);
        }
        long term = jdbc.sql("select term from lead_term").query(Long.class).single();
        Leading.under(
                new Lead(term, Duration.ZERO),
                () ->
                        template.executeWithoutResult(_ ->
                                jdbc.sql("update migration_turn set taken_at = now()").update()));
        template.executeWithoutResult(_ -> assertThat(Leading.now()).isEmpty());
    }

    private void drill(String region, JobId job) {
        var order =
                new DrillOrder(
                        new RegionName(region),
                        Set.of(job),
                        null,
                        false,
                        Duration.ofMinutes(20),
                        "a test",
                        "script");
        assertThat(plane.bean(Drills.class).start(order, plane.now()))
                .isInstanceOf(DrillStart.Started.class);
    }

    private Map<String, Consumer<Instant>> rounds() {
        Map<String, Consumer<Instant>> rounds = new LinkedHashMap<>();
        rounds.put("scheduling", plane.bean(SchedulingLoop.class)::runOnce);
        rounds.put("leases", plane.bean(LeaseLoop.class)::runOnce);
        rounds.put("contacts", plane.bean(ContactLoop.class)::runOnce);
        rounds.put("drains", plane.bean(DrainLoop.class)::runOnce);
        rounds.put("drills", plane.bean(DrillLoop.class)::runOnce);
        rounds.put("standbys", plane.bean(StandbyLoop.class)::runOnce);
        rounds.put("migrations", plane.bean(MigrationLoop.class)::runOnce);
        rounds.put("host-faults", plane.bean(HostFaultLoop.class)::runOnce);
        rounds.put("approvals", plane.bean(ApprovalLoop.class)::runOnce);
        rounds.put("partitions", plane.bean(PartitionUpkeep.class)::runOnce);
        rounds.put("demand", plane.bean(DemandWatch.class)::runOnce);
        rounds.put("rollups", plane.bean(RollUp.class)::runOnce);
        rounds.put("forecasts", plane.bean(ForecastLoop.class)::runOnce);
        rounds.put("forecast-refits", plane.bean(RefitLoop.class)::runOnce);
        rounds.put("log-retention", plane.bean(LogRetention.class)::runOnce);
        rounds.put("budgets", plane.bean(Budgets.class)::runOnce);
        rounds.put("project-hours", plane.bean(ProjectCosts.class)::runOnce);
        rounds.put("console-sessions", plane.bean(Sessions.class)::runOnce);
        rounds.put("anomalies", plane.bean(AnomalyLoop.class)::runOnce);
        rounds.put("plan-retention", plane.bean(PlanHistory.class)::runOnce);
        return rounds;
    }

    /// A digest of every table, partitions included.
    private Map<String, Long> contents() {
        Map<String, Long> contents = new LinkedHashMap<>();
        jdbc.sql(
                        "select quote_ident(tablename) from pg_tables where schemaname = 'public' order by tablename")
                .query(String.class)
                .list()
                .forEach(table ->
                        contents.put(
                                table,
                                jdbc.sql(
                                                "select coalesce(sum(hashtextextended(cast(t as text), 0)), 0)::text from "
                                                        + table
                                                        + " t")
                                        .query((row, _) -> (long) row.getString(1).hashCode())
                                        .single()));
        return contents;
    }

    private static boolean isRefusal(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof StaleTerm) {
                return true;
            }
        }
        return false;
    }
}
