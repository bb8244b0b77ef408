package dev.meridian.controlplane.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.forecast.model.Learned;
import dev.meridian.controlplane.forecast.model.ResourceKind;
import dev.meridian.controlplane.forecast.model.view.ModelLine;
import dev.meridian.controlplane.forecast.model.view.ModelMoved;
import dev.meridian.controlplane.forecast.model.view.ModelState;
import dev.meridian.controlplane.forecast.store.ModelStore;
import dev.meridian.controlplane.support.MeridianTest;
import dev.meridian.controlplane.support.RecordedDemand;
import dev.meridian.controlplane.telemetry.PartitionUpkeep;
import dev.meridian.controlplane.telemetry.model.demand.Course;
import dev.meridian.controlplane.telemetry.model.demand.DemandKey;
import dev.meridian.controlplane.telemetry.model.demand.Measure;
import dev.meridian.controlplane.telemetry.model.demand.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/// From challenger to champion and back, as one story: who is better waits a day in the shadow, who
/// is not goes, and what was good once is kept.
@MeridianTest
@Import(StoredModels.class)
@TestPropertySource(properties = {"meridian.loops.enabled=false", "meridian.forecast.refit=2d"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class ModelLifeTest {
    private static final Instant END = Instant.parse("2026-03-23T10:00:00Z");
    private static final Instant BEGAN = END.minus(Duration.ofDays(21));
    private static final List<DemandKey> SERIES =
            List.of(key("eu-west/life-a"), key("eu-west/life-b"));

    @Autowired private ForecastLoop loop;
    @Autowired private RefitLoop refits;
    @Autowired private StoredModels stored;
    @Autowired private ForecastModels models;
    @Autowired private ModelStore store;
    @Autowired private JdbcClient jdbc;
    @Autowired private PartitionUpkeep partitions;
    private RecordedDemand demand;
    private long weak;
    private long better;

    @BeforeAll
    void aChampionThatHardlyLearnedAnything() {
        demand = new RecordedDemand(jdbc, partitions);
        record(END);
        Learned learned = hardlyTaught(END.minus(Duration.ofDays(2)));
        weak =
                stored.add(
                        ResourceKind.CPU,
                        ModelState.CHALLENGER,
                        learned,
                        END.minus(Duration.ofDays(2)));
        store.crown(ResourceKind.CPU, weak, "It was alone.", "", END.minus(Duration.ofDays(2)));
    }

    @Test
    @Order(1)
    void whoIsBetterOverTheReplayIsPutInTheShadow() {
        refits.runOnce(END);
        ModelLine challenger = models.all().getFirst();
        assertThat(challenger.id()).isGreaterThan(weak);
        assertThat(challenger.state()).as(challenger.verdict()).isEqualTo(ModelState.SHADOW);
        assertThat(challenger.mase()).isLessThan(0.98 * challenger.rivalMase());
        assertThat(challenger.promotedAt()).isNull();
        assertThat(stored.state(weak))
                .as("heard until the day is over")
                .isEqualTo(ModelState.CHAMPION);
        better = challenger.id();
    }

    @Test
    @Order(2)
    void beforeItsDayIsOverNothingIsDecided() {
        refits.runOnce(END.plus(Duration.ofHours(5)));
        assertThat(models.all()).hasSize(2);
        assertThat(stored.state(better)).isEqualTo(ModelState.SHADOW);
    }

    @Test
    @Order(3)
    void afterADayInTheShadowItTakesTheChampionsPlace() {
        Instant nextDay = END.plus(Duration.ofHours(25));
        record(nextDay);
        refits.runOnce(nextDay);
        ModelLine champion = stored.line(better);
        assertThat(champion.state()).as(champion.verdict()).isEqualTo(ModelState.CHAMPION);
        assertThat(champion.verdict()).contains("After a day in the shadow");
        assertThat(champion.promotedAt()).isEqualTo(nextDay);
        assertThat(stored.line(weak).verdict()).contains(better + " took its place");
        assertThat(stored.state(weak)).isEqualTo(ModelState.RETIRED);
    }

    @Test
    @Order(4)
    void aShadowThatDisappointsOrCannotBeReadIsRetired() {
        Instant now = END.plus(Duration.ofHours(26));
        Instant yesterday = now.minus(Duration.ofHours(25));
        long worse = stored.add(ResourceKind.CPU, ModelState.SHADOW, hardlyTaught(now), yesterday);
        long torn =
                torn(stored.add(ResourceKind.CPU, ModelState.SHADOW, hardlyTaught(now), yesterday));
        refits.runOnce(now);
        assertThat(stored.state(worse)).isEqualTo(ModelState.RETIRED);
        assertThat(stored.line(worse).verdict()).contains("worse than the champion");
        assertThat(stored.state(torn)).isEqualTo(ModelState.RETIRED);
        assertThat(stored.line(torn).verdict()).contains("cannot read");
        assertThat(stored.state(better)).isEqualTo(ModelState.CHAMPION);
        assertThat(models.promote(torn, "ada", now)).isInstanceOf(ModelMoved.Refused.class);
    }

    @Test
    @Order(5)
    void whatAnOperatorPutsBackIsHeardWithTheNextQuarter() {
        Instant now = END.plus(Duration.ofHours(26));
        record(now);
        loop.runOnce(settled(now));
        assertThat(stored.newest(END).model()).isEqualTo(better);
        assertThat(stored.newest(END).fallback()).isNull();

        assertThat(models.rollBack(better, "ada", now))
                .isInstanceOfSatisfying(
                        ModelMoved.Done.class,
                        done -> assertThat(done.champion()).isEqualTo(stored.line(weak)));
        Instant later = now.plus(Course.SLOT);
        record(later);
        loop.runOnce(settled(later));
        assertThat(stored.newest(END).model()).isEqualTo(weak);
        assertThat(stored.state(better)).isEqualTo(ModelState.RETIRED);

        assertThat(models.promote(better, "ada", later)).isInstanceOf(ModelMoved.Done.class);
        assertThat(stored.line(better).verdict()).contains("Promoted by ada");
    }

    @Test
    @Order(6)
    void whatNeverServedGoesAndWhatOnceDidIsKept() {
        Instant muchLater = END.plus(Duration.ofDays(30));
        store.forgetBefore(muchLater.minus(Duration.ofDays(14)));
        assertThat(models.all()).extracting(ModelLine::id).containsExactly(better, weak);
        assertThat(store.bytes(weak)).isNotEmpty();
    }

    @Test
    @Order(7)
    void aChampionThatAnotherVersionWroteStopsNoForecast() {
        torn(better);
        loop.beginAnew();
        Instant later = END.plus(Duration.ofHours(27));
        record(later);
        loop.runOnce(settled(later));
        assertThat(stored.newest(END).origin()).isEqualTo(later.minus(Course.SLOT));
        assertThat(stored.newest(END).model()).isNull();
        assertThat(stored.newest(END).fallback()).contains("experts speak alone");
    }

    private static DemandKey key(String owner) {
        return new DemandKey(Scope.CLUSTER, owner, DemandKey.CPU, Measure.DEMAND);
    }

    private static Instant settled(Instant now) {
        return now.plusSeconds(150);
    }

    private void record(Instant until) {
        for (int i = 0; i < SERIES.size(); i++) {
            demand.write(SERIES.get(i), BEGAN, until, i + 1);
        }
    }

    private static Learned hardlyTaught(Instant at) {
        return HardlyTaught.model("cpu", BEGAN, at);
    }

    private long torn(long id) {
        jdbc.sql(
                        "update forecast_models set bytes = substr(bytes, 1, length(bytes) / 2) where id = :id")
                .param("id", id)
                .update();
        return id;
    }
}
