package dev.meridian.controlplane.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.forecast.model.live.Stage;
import dev.meridian.controlplane.forecast.model.view.ForecastQuestion;
import dev.meridian.controlplane.forecast.model.view.ModelLine;
import dev.meridian.controlplane.forecast.model.view.ModelMoved;
import dev.meridian.controlplane.forecast.model.view.ModelState;
import dev.meridian.controlplane.forecast.model.view.PastError;
import dev.meridian.controlplane.forecast.model.view.PastForecast;
import dev.meridian.controlplane.forecast.model.view.SeriesForecast;
import dev.meridian.controlplane.projects.model.VisibleProjects;
import dev.meridian.controlplane.support.MeridianTest;
import dev.meridian.controlplane.support.RecordedDemand;
import dev.meridian.controlplane.telemetry.PartitionUpkeep;
import dev.meridian.controlplane.telemetry.model.demand.DemandKey;
import dev.meridian.controlplane.telemetry.model.demand.Measure;
import dev.meridian.controlplane.telemetry.model.demand.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/// Three weeks of demand, forecast as if live: told as one story, for its beginning takes seconds.
@MeridianTest
@TestPropertySource(properties = "meridian.loops.enabled=false")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class ForecastLoopTest {
    private static final Instant END = Instant.parse("2026-03-23T10:00:00Z");
    private static final Instant NOW = END.plusSeconds(150);
    private static final DemandKey CLUSTER =
            new DemandKey(Scope.CLUSTER, "eu-west/a", DemandKey.CPU, Measure.DEMAND);
    private static final DemandKey PROJECT =
            new DemandKey(Scope.PROJECT, "nlp", DemandKey.CPU, Measure.DEMAND);
    private static final DemandKey YOUNG =
            new DemandKey(Scope.POOL, "eu-west/a/new", DemandKey.CPU, Measure.DEMAND);

    @Autowired private ForecastLoop loop;
    @Autowired private RefitLoop refits;
    @Autowired private Forecasts forecasts;
    @Autowired private ForecastModels models;
    @Autowired private JdbcClient jdbc;
    @Autowired private PartitionUpkeep partitions;
    private RecordedDemand demand;

    @BeforeEach
    void desk() {
        demand = new RecordedDemand(jdbc, partitions);
    }

    @Test
    @Order(1)
    void aRecordedPastIsWalkedThroughAndItsErrorsAreKnownAtOnce() {
        Instant from = END.minus(Duration.ofDays(21));
        demand.write(CLUSTER, from, END, 1);
        demand.write(PROJECT, from, END, 2);
        demand.write(YOUNG, END.minus(Duration.ofHours(2)), END, 3);
        loop.runOnce(NOW);

        SeriesForecast cluster = one(CLUSTER);
        assertThat(cluster.stage()).isEqualTo(Stage.WEEKS);
        assertThat(cluster.model()).isNull();
        assertThat(cluster.fallback()).contains("experts speak alone");
        assertThat(cluster.origin()).isEqualTo(END.minus(Duration.ofMinutes(15)));
        assertThat(cluster.points()).hasSize(8);
        for (SeriesForecast.Point point : cluster.points()) {
            assertThat(point.p05()).isLessThanOrEqualTo(point.p50());
            assertThat(point.p50()).isLessThanOrEqualTo(point.p95());
            assertThat(point.p95()).isLessThanOrEqualTo(point.ceiling() * 1.0001);
            double truth = RecordedDemand.value(point.at(), 1);
            assertThat(point.p50()).isBetween(truth - 25, truth + 25);
        }
        PastError day = Objects.requireNonNull(PastError.of(cluster.errors(), 7, 7));
        assertThat(day.judged()).isGreaterThan(400);
        PastError hours = Objects.requireNonNull(PastError.of(cluster.errors(), 4, 6));
        assertThat(hours.ratio()).as("beside the last value").isLessThan(0.6);
        assertThat(hours.coverage()).isBetween(0.85, 1.0);

        SeriesForecast young = one(YOUNG);
        assertThat(young.stage()).isEqualTo(Stage.HOURS);
        assertThat(young.fallback()).contains("Less than six hours");
        assertThat(young.points()).allMatch(point -> Double.isFinite(point.p95()));
    }

    @Test
    @Order(2)
    void theNextQuarterIsForecastOnceHoweverOftenTheLoopTurns() {
        Instant later = END.plus(Duration.ofMinutes(15));
        record(later);
        int judged = judged(CLUSTER);
        loop.runOnce(later.plusSeconds(150));
        loop.runOnce(later.plusSeconds(160));

        assertThat(one(CLUSTER).origin()).isEqualTo(END);
        assertThat(judged(CLUSTER)).as("one more value for each horizon").isEqualTo(judged + 8);
        List<PastForecast> past =
                forecasts.past(one(CLUSTER), 2, later.minus(Duration.ofHours(6)), later);
        assertThat(past).hasSize(24);
        assertThat(past).allMatch(each -> each.p05() <= each.p95() && each.actual() > 0);
        assertThat(past.getFirst().replayed()).isTrue();
    }

    @Test
    @Order(3)
    void aReplicaThatBeginsAnewCatchesUpFromWhatWasSaved() {
        Instant later = END.plus(Duration.ofHours(3));
        record(later);
        int judged = judged(CLUSTER);
        loop.beginAnew();
        loop.runOnce(later.plusSeconds(150));

        assertThat(one(CLUSTER).origin()).isEqualTo(later.minus(Duration.ofMinutes(15)));
        assertThat(one(CLUSTER).stage()).isEqualTo(Stage.WEEKS);
        assertThat(judged(CLUSTER)).isEqualTo(judged + 8 * 11);
    }

    @Test
    @Order(4)
    void aModelIsLearnedCompetesAndIsHeardWhereItHelps() {
        Instant now = END.plus(Duration.ofHours(3)).plusSeconds(200);
        refits.runOnce(now);

        ModelLine model = models.all().getFirst();
        assertThat(model.provenance().rows()).isBetween(500, 300_000);
        assertThat(model.provenance().features()).isNotEmpty();
        assertThat(model.mase()).isLessThan(model.naiveMase());
        assertThat(model.verdict()).isNotBlank();
        refits.runOnce(now.plusSeconds(600));
        assertThat(models.all()).as("not again so soon").hasSize(1);

        assertThat(models.promote(model.id(), "ada", now)).isInstanceOf(ModelMoved.Done.class);
        Instant later = END.plus(Duration.ofHours(3).plusMinutes(15));
        record(later);
        loop.runOnce(later.plusSeconds(150));
        assertThat(one(CLUSTER).model()).isEqualTo(model.id());
        assertThat(one(CLUSTER).fallback()).isNull();
    }

    @Test
    @Order(5)
    void whatWasPromotedCanBeRolledBackAndPromotedAgain() {
        Instant now = END.plus(Duration.ofHours(4));
        long id = models.all().getFirst().id();
        var done = (ModelMoved.Done) models.rollBack(id, "ada", now);
        assertThat(done.champion()).as("nothing was champion before").isNull();
        assertThat(models.find(id).orElseThrow().state()).isEqualTo(ModelState.RETIRED);
        assertThat(models.rollBack(id, "ada", now)).isInstanceOf(ModelMoved.Refused.class);
        assertThat(models.promote(id, "ada", now)).isInstanceOf(ModelMoved.Done.class);
        assertThat(models.promote(id, "ada", now)).isInstanceOf(ModelMoved.Done.class);
        assertThat(models.find(id).orElseThrow().state()).isEqualTo(ModelState.CHAMPION);
        assertThat(models.promote(999, "ada", now)).isInstanceOf(ModelMoved.Missing.class);
    }

    @Test
    @Order(6)
    void othersProjectsAreNotShown() {
        assertThat(found(null, new VisibleProjects.Only(Set.of("vision"))))
                .extracting(each -> each.series().key().scope())
                .containsOnly(Scope.CLUSTER, Scope.POOL);
        assertThat(found(PROJECT, new VisibleProjects.Only(Set.of("nlp")))).hasSize(1);
    }

    private void record(Instant until) {
        Instant from = END.minus(Duration.ofDays(21));
        demand.write(CLUSTER, from, until, 1);
        demand.write(PROJECT, from, until, 2);
        demand.write(YOUNG, END.minus(Duration.ofHours(2)), until, 3);
    }

    private int judged(DemandKey key) {
        return one(key).errors().stream()
                .mapToInt(day -> java.util.Arrays.stream(day.judged()).sum())
                .sum();
    }

    private SeriesForecast one(DemandKey key) {
        return found(key, new VisibleProjects.All()).getFirst();
    }

    private List<SeriesForecast> found(
            @org.jspecify.annotations.Nullable DemandKey key, VisibleProjects visible) {
        return forecasts.find(
                key == null
                        ? new ForecastQuestion(null, null, null, null, visible)
                        : new ForecastQuestion(
                                key.scope(), key.owner(), key.resource(), key.measure(), visible),
                0,
                10,
                NOW);
    }
}
