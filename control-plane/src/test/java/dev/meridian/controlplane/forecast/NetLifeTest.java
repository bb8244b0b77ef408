package dev.meridian.controlplane.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.forecast.learn.LiveLearning;
import dev.meridian.controlplane.forecast.learn.ModelReader;
import dev.meridian.controlplane.forecast.learn.NeuralNet;
import dev.meridian.controlplane.forecast.model.Learned;
import dev.meridian.controlplane.forecast.model.Learner;
import dev.meridian.controlplane.forecast.model.ResourceKind;
import dev.meridian.controlplane.forecast.model.Series;
import dev.meridian.controlplane.forecast.model.Training;
import dev.meridian.controlplane.forecast.model.feature.Rows;
import dev.meridian.controlplane.forecast.model.live.Lessons;
import dev.meridian.controlplane.forecast.model.view.Horizons;
import dev.meridian.controlplane.forecast.model.view.Kinds;
import dev.meridian.controlplane.forecast.model.view.ModelLine;
import dev.meridian.controlplane.forecast.model.view.ModelMoved;
import dev.meridian.controlplane.forecast.model.view.ModelState;
import dev.meridian.controlplane.forecast.model.weigh.Turns;
import dev.meridian.controlplane.forecast.store.ForecastStore;
import dev.meridian.controlplane.forecast.store.LearningTurn;
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

/// A neural net's life among boosted trees: it comes in its turn, and by the same rules.
@MeridianTest
@Import(StoredModels.class)
@TestPropertySource(properties = {"meridian.loops.enabled=false", "meridian.forecast.refit=2d"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class NetLifeTest {
    private static final Instant END = Instant.parse("2026-03-23T10:00:00Z");
    private static final Instant NEXT_DAY = END.plus(Duration.ofHours(25));
    private static final Instant BEGAN = END.minus(Duration.ofDays(21));
    private static final String TREES = LiveLearning.usual().name();
    private static final String NET = NeuralNet.perceptron().name();

    @Autowired private ForecastLoop loop;
    @Autowired private RefitLoop refits;
    @Autowired private StoredModels stored;
    @Autowired private ForecastModels models;
    @Autowired private ForecastDesk desk;
    @Autowired private ForecastStore series;
    @Autowired private LearningTurn turn;
    @Autowired private ModelStore store;
    @Autowired private JdbcClient jdbc;
    @Autowired private PartitionUpkeep partitions;
    private long trees;
    private long net;

    @BeforeAll
    void threeOfTheUsualLearnerWereThere() {
        record(DemandKey.CPU, END);
        trees = threeHardlyTaught(ResourceKind.CPU);
        store.crown(ResourceKind.CPU, trees, "It was alone.", "", END.minus(Duration.ofDays(4)));
    }

    @Test
    @Order(1)
    void inItsTurnANetIsLearnedAndPutInTheShadow() {
        refits.runOnce(END);
        ModelLine challenger = models.all().getFirst();
        assertThat(challenger.provenance().learner()).isEqualTo(NET);
        assertThat(challenger.state()).as(challenger.verdict()).isEqualTo(ModelState.SHADOW);
        assertThat(stored.line(trees).state()).isEqualTo(ModelState.CHAMPION);
        net = challenger.id();
    }

    @Test
    @Order(2)
    void afterItsDayItIsCrownedAndHeard() {
        record(DemandKey.CPU, NEXT_DAY);
        loop.runOnce(settled(NEXT_DAY));
        assertThat(stored.newest(END).model()).isEqualTo(trees);
        refits.runOnce(NEXT_DAY);
        assertThat(stored.line(net).state())
                .as(stored.line(net).verdict())
                .isEqualTo(ModelState.CHAMPION);
        assertThat(stored.line(trees).state()).isEqualTo(ModelState.RETIRED);

        Instant later = NEXT_DAY.plus(Course.SLOT);
        record(DemandKey.CPU, later);
        loop.runOnce(settled(later));
        assertThat(stored.newest(END).model()).isEqualTo(net);
        assertThat(stored.newest(END).points()).allMatch(point -> Double.isFinite(point.p95()));
    }

    @Test
    @Order(3)
    void itIsRolledBackLikeAnyOther() {
        assertThat(models.rollBack(net, "ada", NEXT_DAY)).isInstanceOf(ModelMoved.Done.class);
        assertThat(stored.line(trees).state()).isEqualTo(ModelState.CHAMPION);
        assertThat(stored.line(net).state()).isEqualTo(ModelState.RETIRED);
        assertThat(models.promote(net, "ada", NEXT_DAY)).isInstanceOf(ModelMoved.Done.class);
        assertThat(stored.line(net).state()).isEqualTo(ModelState.CHAMPION);
    }

    @Test
    @Order(4)
    void whatIsStoredAnswersBitForBitAsWhatWasLearned() {
        Rows lessons = new Lessons(Horizons.CADENCE).of(List.of(known()), 2_000, 1);
        Learned learned =
                NeuralNet.perceptron()
                        .limited(500, 2)
                        .learn(lessons, new Training("cpu", END, BEGAN, END));
        long id = stored.add(ResourceKind.CPU, ModelState.CHALLENGER, learned, END);
        Learned read = ModelReader.read(store.bytes(id));
        assertThat(read.predict(lessons)).containsExactly(learned.predict(lessons));
        assertThat(read.provenance()).isEqualTo(learned.provenance());
    }

    @Test
    @Order(5)
    void aTrainingThatFailsStoresNothingAndTheUsualLearnerStepsIn() {
        record(DemandKey.MEMORY, END);
        threeHardlyTaught(ResourceKind.MEMORY);
        Turns broken = new Turns(HardlyTaught.learner(), List.of(new Broken()));
        RefitLoop refitsOfBroken = new RefitLoop(desk, series, turn, broken);
        refitsOfBroken.runOnce(END);
        assertThat(learners(ResourceKind.MEMORY)).containsExactly(TREES, TREES, TREES);
        refitsOfBroken.runOnce(END.plus(Duration.ofMinutes(10)));
        assertThat(learners(ResourceKind.MEMORY)).as("it rests for an hour").hasSize(3);
        refitsOfBroken.runOnce(END.plus(Duration.ofHours(1)));
        assertThat(learners(ResourceKind.MEMORY)).containsExactly(TREES, TREES, TREES, TREES);
    }

    /// Fails in a way that nobody foresaw.
    private record Broken() implements Learner {
        @Override
        public String name() {
            return "broken";
        }

        @Override
        public Learned learn(Rows rows, Training training) {
            throw new IllegalStateException("a broken learner");
        }
    }

    private List<String> learners(ResourceKind kind) {
        return models.all().stream()
                .filter(each -> each.kind() == kind)
                .map(each -> each.provenance().learner())
                .toList();
    }

    /// @return the newest
    private long threeHardlyTaught(ResourceKind kind) {
        long last = 0;
        for (int days = 6; days >= 4; days--) {
            Instant at = END.minus(Duration.ofDays(days));
            last =
                    stored.add(
                            kind,
                            ModelState.CHALLENGER,
                            HardlyTaught.model(Kinds.word(kind), BEGAN, at),
                            at);
        }
        return last;
    }

    private static Series known() {
        double[] values = new double[96 * 8];
        for (int i = 0; i < values.length; i++) {
            values[i] = RecordedDemand.value(BEGAN.plus(Course.SLOT.multipliedBy(i)), 1);
        }
        return Series.of(BEGAN, Course.SLOT, values);
    }

    private void record(String resource, Instant until) {
        var demand = new RecordedDemand(jdbc, partitions);
        for (int i = 1; i <= 2; i++) {
            DemandKey key =
                    new DemandKey(Scope.CLUSTER, "eu-west/net-" + i, resource, Measure.DEMAND);
            demand.write(key, BEGAN, until, i);
        }
    }

    private static Instant settled(Instant now) {
        return now.plusSeconds(150);
    }
}
