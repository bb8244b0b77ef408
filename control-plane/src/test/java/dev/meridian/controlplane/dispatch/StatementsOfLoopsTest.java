package dev.meridian.controlplane.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.approvals.store.ProposalStore;
import dev.meridian.controlplane.dispatch.model.DrillId;
import dev.meridian.controlplane.dispatch.store.DrainWaits;
import dev.meridian.controlplane.dispatch.store.DrillCopies;
import dev.meridian.controlplane.dispatch.store.DrillStore;
import dev.meridian.controlplane.dispatch.store.HostFaults;
import dev.meridian.controlplane.dispatch.store.LeaseStore;
import dev.meridian.controlplane.dispatch.store.MigrationTurn;
import dev.meridian.controlplane.dispatch.store.PlacementReader;
import dev.meridian.controlplane.dispatch.store.PlanSigns;
import dev.meridian.controlplane.fleet.model.Contact;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.store.DrainingRows;
import dev.meridian.controlplane.fleet.store.NodeHealthRows;
import dev.meridian.controlplane.forecast.model.live.DemandForecast;
import dev.meridian.controlplane.forecast.model.live.Stage;
import dev.meridian.controlplane.forecast.model.live.Step;
import dev.meridian.controlplane.forecast.model.live.Voice;
import dev.meridian.controlplane.forecast.model.runtime.Target;
import dev.meridian.controlplane.forecast.store.AnomalyStore;
import dev.meridian.controlplane.forecast.store.ForecastDays;
import dev.meridian.controlplane.forecast.store.ForecastStore;
import dev.meridian.controlplane.forecast.store.GrowthReads;
import dev.meridian.controlplane.forecast.store.ModelStore;
import dev.meridian.controlplane.forecast.store.RunStore;
import dev.meridian.controlplane.forecast.store.RuntimeModels;
import dev.meridian.controlplane.forecast.store.StateStore;
import dev.meridian.controlplane.forecast.store.WatchStore;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.store.EligibleRows;
import dev.meridian.controlplane.jobs.store.MovableRows;
import dev.meridian.controlplane.jobs.store.PlacedRows;
import dev.meridian.controlplane.jobs.store.ProjectHours;
import dev.meridian.controlplane.jobs.store.SpentRows;
import dev.meridian.controlplane.kernel.Ids;
import dev.meridian.controlplane.placement.store.LastNodes;
import dev.meridian.controlplane.placement.store.Movements;
import dev.meridian.controlplane.placement.store.PlanRows;
import dev.meridian.controlplane.projects.store.SessionStore;
import dev.meridian.controlplane.replicas.model.ReplicaId;
import dev.meridian.controlplane.replicas.store.LeadStore;
import dev.meridian.controlplane.support.TestDatabase;
import dev.meridian.controlplane.telemetry.model.LogKey;
import dev.meridian.controlplane.telemetry.model.LogStream;
import dev.meridian.controlplane.telemetry.model.Span;
import dev.meridian.controlplane.telemetry.model.demand.Course;
import dev.meridian.controlplane.telemetry.model.demand.Statistic;
import dev.meridian.controlplane.telemetry.store.DemandDays;
import dev.meridian.controlplane.telemetry.store.DemandReads;
import dev.meridian.controlplane.telemetry.store.DemandStore;
import dev.meridian.controlplane.telemetry.store.Layouts;
import dev.meridian.controlplane.telemetry.store.LogStore;
import dev.meridian.controlplane.telemetry.store.Rollups;
import dev.meridian.controlplane.telemetry.store.SampleReads;
import dev.meridian.controlplane.telemetry.store.SampleStore;
import dev.meridian.controlplane.telemetry.store.SeriesReads;
import dev.meridian.controlplane.telemetry.store.UsedReads;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Whatever loops and heartbeats ask again and again reads what is going on, never a whole table of
/// what has ended: as the database counts it.
class StatementsOfLoopsTest {
    private static final TestDatabase database = TestDatabase.fresh();
    private static final LongHistory history = new LongHistory(database);
    private static final AnnotationConfigApplicationContext stores = stores();
    private static final NodeId node = history.node();
    private static final JobId job = history.job();
    private static final DrillId drill = new DrillId(new UUID(0, 1));
    private static final byte[] session = history.session();
    private static final AllocationId running = history.running();
    private static final Instant now = Instant.now();
    private static final LogKey log = new LogKey(running, 1, LogStream.STDOUT);

    private static AnnotationConfigApplicationContext stores() {
        var context = new AnnotationConfigApplicationContext();
        context.registerBean(DataSource.class, database::dataSource);
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(database.dataSource()));
        context.registerBean(JdbcTemplate.class, () -> new JdbcTemplate(database.dataSource()));
        context.registerBean(Ids.class, () -> UUID::randomUUID);
        context.register(
                ProposalStore.class,
                HostFaults.class,
                LeaseStore.class,
                DrainingRows.class,
                DrainWaits.class,
                DrillStore.class,
                DrillCopies.class,
                MigrationTurn.class,
                MovableRows.class,
                PlacementReader.class,
                PlanSigns.class,
                LastNodes.class,
                Movements.class,
                NodeHealthRows.class,
                EligibleRows.class,
                SpentRows.class,
                PlacedRows.class,
                AnomalyStore.class,
                PlanRows.class,
                WatchStore.class,
                RunStore.class,
                RuntimeModels.class,
                ProjectHours.class,
                SessionStore.class,
                LogStore.class,
                DemandReads.class,
                DemandStore.class,
                DemandDays.class,
                ForecastStore.class,
                ForecastDays.class,
                GrowthReads.class,
                StateStore.class,
                ModelStore.class,
                UsedReads.class,
                Layouts.class,
                SampleStore.class,
                SampleReads.class,
                SeriesReads.class,
                LeadStore.class,
                Rollups.class);
        context.refresh();
        return context;
    }

    /// What each may read at most: rows of tables that grow, out of some 200,000 each.
    static Stream<Arguments> statements() {
        return Stream.of(
                of("a renewal", 0, LeaseStore.class, s -> s.renew(List.of(node))),
                of("a goodbye", 0, LeaseStore.class, s -> s.end(node, List.of(running))),
                of("ended leases", 10, LeaseStore.class, s -> s.ended(Duration.ZERO, early(), 500)),
                of("deaths that were told", 0, LeaseStore.class, s -> s.knownDead(500)),
                of("silence", 0, NodeHealthRows.class, s -> s.silent(Contact.SUSPECT, now)),
                of("a heartbeat", 0, NodeHealthRows.class, s -> s.heard(List.of(node), now)),
                of("a revision", 0, NodeHealthRows.class, s -> s.nextRevisions(List.of(node))),
                of("where a node is", 0, PlacementReader.class, s -> s.places(List.of(node))),
                of("who meets whom", 100, PlacementReader.class, s -> s.peers(List.of(job))),
                of("orders not heard", 100, PlacementReader.class, PlacementReader::unheardOrders),
                of("what a node holds", 2_500, PlacedRows.class, s -> s.heldBy(List.of(node))),
                of("what all nodes hold", 90_000, PlacedRows.class, PlacedRows::placed),
                of("which nodes are drained", 0, DrainingRows.class, DrainingRows::draining),
                of(
                        "what is to leave a node",
                        5_000,
                        MovableRows.class,
                        s -> s.movable(List.of(node))),
                of(
                        "what has half left a node",
                        10,
                        MovableRows.class,
                        s -> s.departing(List.of(node))),
                of("replaced copies", 10, MovableRows.class, s -> s.replaced(Duration.ZERO)),
                of("moved lately", 10, MovableRows.class, s -> s.moved(now.minusSeconds(3_600))),
                of(
                        "whose turn it is to move",
                        10,
                        MigrationTurn.class,
                        s -> s.take(Duration.ofMinutes(1), now)),
                of("why it is still there", 10, DrainWaits.class, s -> s.first(20)),
                of("what is there no longer", 10, DrainWaits.class, s -> s.keep(List.of(running))),
                of("which drills go on", 10, DrillStore.class, DrillStore::underWay),
                of("how far a drill is", 10, DrillCopies.class, s -> s.of(drill)),
                of(
                        "what has no other place",
                        10,
                        DrainWaits.class,
                        s -> s.withoutPlace(List.of(node), List.of())),
                of("what may be placed", 5_000, EligibleRows.class, s -> s.eligible(1_000, now)),
                // counts all that waits
                of("the first of each queue", 60_000, EligibleRows.class, s -> s.parts(1_000)),
                of("whether anything waits", 100, EligibleRows.class, s -> s.eligible(1, now)),
                of("the next back-off", 10, EligibleRows.class, s -> s.nextBackoffEnd(now)),
                of("where it ran last", 10, LastNodes.class, LastNodes::ofPending),
                of("where a job ran last", 10, LastNodes.class, s -> s.ofPending(List.of(job))),
                of("what has moved", 100, Movements.class, s -> s.since(s.mark(0).upto(), 20_000)),
                of("what a copy holds", 10, PlacedRows.class, s -> s.placedOf(List.of(running))),
                of(
                        "what of a job may be placed",
                        100,
                        EligibleRows.class,
                        s -> s.eligibleOf(List.of(job), 1_000, now)),
                of("what a job has spent", 100, SpentRows.class, s -> s.of(List.of(job))),
                of("who leaves", 100, SpentRows.class, s -> s.cheapest(List.of(running))),
                of("who has spent all", 100, SpentRows.class, s -> s.over(now)),
                of("who backs off", 10, EligibleRows.class, s -> s.backOffs(now)),
                of(
                        "whether a job backs off",
                        10,
                        EligibleRows.class,
                        s -> s.backOffsOf(List.of(job), now)),
                of(
                        "signs for a plan",
                        10,
                        PlanSigns.class,
                        s -> s.since(s.since(Long.MAX_VALUE).newest())),
                // what runs has cost something in that hour, and what ended has not
                of(
                        "what an hour cost",
                        90_000,
                        ProjectHours.class,
                        s -> s.close(LongHistory.CLOSED.plus(Duration.ofHours(1)))),
                of("a session", 10, SessionStore.class, s -> s.find(session, now, now)),
                of(
                        "sessions that expired",
                        10,
                        SessionStore.class,
                        s -> s.deleteExpired(now.minusSeconds(28_800), now.minusSeconds(604_800))),
                of("how far a log is stored", 10, LogStore.class, s -> s.tails(node, List.of(log))),
                of("the end of a log", 10, LogStore.class, s -> s.read(log, 0, 100)),
                of(
                        "what speaks against hosts",
                        1_000,
                        HostFaults.class,
                        s -> s.since(now.minusSeconds(21_600))),
                of(
                        "what speaks against a host",
                        1_000,
                        HostFaults.class,
                        s -> s.newest(node, now.minusSeconds(21_600), 10)),
                of("what waits for a person", 10, ProposalStore.class, ProposalStore::waiting),
                of("how much waits for a person", 10, ProposalStore.class, ProposalStore::counts),
                of("the newest attempt", 10, LogStore.class, s -> s.attempt(running, 0)),
                // the range of pages that is still being filled is in no summary yet
                of(
                        "logs that are old",
                        20_000,
                        LogStore.class,
                        s -> s.deleteOfJobsEndedBefore(now.minusSeconds(604_800), 1_000)),
                of("whose samples", 10, SampleStore.class, s -> s.holders(List.of(running))),
                of(
                        "the last samples of a node",
                        200,
                        SampleReads.class,
                        s -> s.latest(node, now.minusSeconds(60))),
                of(
                        "the last samples of all",
                        30_000,
                        SampleReads.class,
                        s -> s.hosts(now.minusSeconds(60))),
                of(
                        "a series",
                        2_000,
                        SeriesReads.class,
                        s -> s.ofNode(node, hour(), hour().from())),
                of("a month", 3_000, SeriesReads.class, s -> s.ofNode(node, month(), month().to())),
                of("who leads", 0, LeadStore.class, s -> s.take(REPLICA, Duration.ofSeconds(5))),
                of("what came late", 10, Rollups.class, Rollups::late),
                of("a quarter of samples", 5_000, Rollups.class, s -> s.close(quarter())),
                of(
                        "plans that are old",
                        10,
                        PlanRows.class,
                        s -> s.deleteBefore(now.minusSeconds(604_800), 1_000)),
                of("anomalies that go on", 10, AnomalyStore.class, AnomalyStore::open),
                of("what was learned of nodes", 10, WatchStore.class, s -> s.of("node")),
                of("how far nodes were looked at", 10, WatchStore.class, s -> s.newest("node")),
                // some three hundred, each with its allocation, group, job and spec
                of(
                        "what has newly ended",
                        3_000,
                        RunStore.class,
                        s -> s.after(now.minusSeconds(120), 20_000)),
                of("what waits again", 3_000, RunStore.class, RunStore::waitingAgain),
                of("what holds a place again", 90_000, RunStore.class, RunStore::runningAgain),
                of("the newest model", 10, RuntimeModels.class, s -> s.trainedAt(Target.RUNTIME)),
                of("what is held", 90_000, DemandReads.class, DemandReads::held),
                of("what is used", 40_000, UsedReads.class, s -> s.used(now)),
                of("what waits", 2_500, DemandReads.class, DemandReads::waiting),
                of("whether somebody looked", 10, DemandStore.class, s -> s.looked(now)),
                of("the first look", 10, DemandStore.class, DemandStore::oldest),
                of(
                        "a slot that is over",
                        60_000,
                        DemandStore.class,
                        s -> s.fold(quarter(), quarter().plus(Course.SLOT))),
                of("what is forecast", 10, ForecastStore.class, s -> s.series(day())),
                of(
                        "a tick of forecasts",
                        100,
                        ForecastStore.class,
                        s -> s.tick(quarter(), List.of(forecast()), Map.of(7, 1.0), HORIZONS)),
                of(
                        "errors that are old",
                        10,
                        ForecastDays.class,
                        s -> s.forgetErrorsBefore(day().minusDays(300))),
                of("how services grow", 10, GrowthReads.class, s -> s.services(now, now)),
                of("what a series keeps", 10, StateStore.class, s -> s.read(List.of(7))),
                of("which models are heard", 10, ModelStore.class, ModelStore::champions),
                of(
                        "how demand went",
                        100,
                        DemandDays.class,
                        s -> s.read(List.of(7), quarter(), now, Statistic.MEAN)));
    }

    private static final ReplicaId REPLICA = new ReplicaId(new UUID(1, 1));
    private static final List<Integer> HORIZONS =
            List.of(900, 1_800, 3_600, 7_200, 14_400, 28_800, 43_200, 86_400);

    private static LocalDate day() {
        return now.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private static ForecastStore.Given forecast() {
        double[] voices = new double[Voice.values().length];
        List<Step> steps =
                HORIZONS.stream()
                        .map(seconds ->
                                new Step(
                                        seconds / 900,
                                        quarter().plusSeconds(seconds),
                                        1,
                                        1,
                                        1,
                                        1,
                                        voices,
                                        voices,
                                        0))
                        .toList();
        return new ForecastStore.Given(
                new DemandForecast("7", quarter(), Stage.WEEKS, 1, steps, false), null, 1);
    }

    private static OffsetDateTime early() {
        return Instant.EPOCH.atOffset(ZoneOffset.UTC);
    }

    private static Instant quarter() {
        return Course.slotOf(now).minus(Course.SLOT);
    }

    private static Span month() {
        return new Span(
                now.minus(Duration.ofDays(30)), now.minus(Duration.ofDays(1)), Duration.ofHours(3));
    }

    private static Span hour() {
        return new Span(now.minusSeconds(3_600), now, Duration.ofSeconds(60));
    }

    private static <S> Arguments of(String name, int rows, Class<S> store, Consumer<S> statement) {
        return Arguments.of(name, rows, (Runnable) () -> statement.accept(stores.getBean(store)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("statements")
    void readsWhatIsGoingOnAlone(String name, int most, Runnable statement) {
        // what was read before is put away when this statement's own transaction ends
        database.jdbc().sql("select pg_stat_force_next_flush()").query().singleRow();
        Read read =
                Objects.requireNonNull(
                        database.transactions()
                                .execute(transaction -> {
                                    transaction.setRollbackOnly();
                                    statement.run();
                                    return read();
                                }));
        assertThat(read.byScan()).as("rows read by scans of whole tables: %s", name).isZero();
        assertThat(read.byIndex()).as(name).isLessThanOrEqualTo(most);
    }

    private record Read(long byScan, long byIndex) {}

    /// Of the tables that grow, by this transaction.
    private static Read read() {
        return database.jdbc()
                .sql(
                        """
                        select coalesce(sum(seq_tup_read), 0), coalesce(sum(idx_tup_fetch), 0)
                        from pg_stat_xact_user_tables where relname like any (cast(:growing as text[]))\
                        """)
                .param("growing", LongHistory.GROWING.toArray(String[]::new))
                .query((row, _) -> new Read(row.getLong(1), row.getLong(2)))
                .single();
    }
}
