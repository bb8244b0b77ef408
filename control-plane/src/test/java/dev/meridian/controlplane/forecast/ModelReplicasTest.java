package dev.meridian.controlplane.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.forecast.model.runtime.Prediction;
import dev.meridian.controlplane.forecast.model.runtime.Target;
import dev.meridian.controlplane.forecast.model.runtime.Traits;
import dev.meridian.controlplane.forecast.model.view.ForecastQuestion;
import dev.meridian.controlplane.forecast.model.view.ModelLine;
import dev.meridian.controlplane.forecast.model.view.ModelMoved;
import dev.meridian.controlplane.forecast.model.view.ModelState;
import dev.meridian.controlplane.forecast.model.view.SeriesForecast;
import dev.meridian.controlplane.forecast.store.LearningTurn;
import dev.meridian.controlplane.projects.model.VisibleProjects;
import dev.meridian.controlplane.support.MeridianTest;
import dev.meridian.controlplane.support.RecordedDemand;
import dev.meridian.controlplane.support.Replica;
import dev.meridian.controlplane.support.Rows;
import dev.meridian.controlplane.telemetry.PartitionUpkeep;
import dev.meridian.controlplane.telemetry.model.demand.Course;
import dev.meridian.controlplane.telemetry.model.demand.DemandKey;
import dev.meridian.controlplane.telemetry.model.demand.Measure;
import dev.meridian.controlplane.telemetry.model.demand.Scope;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/// Two control planes on one database: a model is learned once, and both hear it.
@MeridianTest
@TestPropertySource(properties = "meridian.loops.enabled=false")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModelReplicasTest {
    private static final Instant END = Instant.parse("2026-03-23T10:00:00Z");
    private static final DemandKey CLUSTER =
            new DemandKey(Scope.CLUSTER, "eu-west/both", DemandKey.CPU, Measure.DEMAND);

    @Autowired private RefitLoop refits;
    @Autowired private ForecastLoop loop;
    @Autowired private ForecastModels models;
    @Autowired private Forecasts forecasts;
    @Autowired private LearningTurn turn;
    @Autowired private RuntimeLoop runtimes;
    @Autowired private RunTimes runTimes;
    @Autowired private JdbcClient jdbc;
    @Autowired private PartitionUpkeep partitions;
    private ConfigurableApplicationContext replica;

    @BeforeAll
    void start(@Autowired Environment here, @TempDir Path home) {
        replica = Replica.beside(here, home);
    }

    @AfterAll
    void stop() {
        replica.close();
    }

    @Test
    void aModelIsLearnedOnceAndBothHearIt() throws Exception {
        record(END);
        ForecastLoop otherLoop = replica.getBean(ForecastLoop.class);
        loop.runOnce(END.plusSeconds(150));
        otherLoop.runOnce(END.plusSeconds(150));
        assertThat(newest().model()).isNull();

        RefitLoop other = replica.getBean(RefitLoop.class);
        both(() -> refits.runOnce(END), () -> other.runOnce(END));
        // whoever came second looks again once the turn is free
        other.runOnce(END.plusSeconds(600));
        refits.runOnce(END.plusSeconds(600));
        assertThat(models.all()).as("learned once").hasSize(1);
        long learned = models.all().getFirst().id();
        assertThat(models.promote(learned, "ada", END)).isInstanceOf(ModelMoved.Done.class);
        assertThat(replica.getBean(ForecastModels.class).find(learned))
                .get()
                .extracting(ModelLine::state)
                .isEqualTo(ModelState.CHAMPION);

        Instant first = END.plus(Course.SLOT);
        record(first);
        loop.runOnce(first.plusSeconds(150));
        assertThat(newest().model()).as("here").isEqualTo(learned);
        Instant second = first.plus(Course.SLOT);
        record(second);
        otherLoop.runOnce(second.plusSeconds(150));
        assertThat(newest().origin()).isEqualTo(first);
        assertThat(newest().model()).as("there").isEqualTo(learned);

        other.runOnce(END.plus(Duration.ofHours(7)));
        ModelLine next = models.all().getFirst();
        assertThat(next.id()).as("time for the next one").isGreaterThan(learned);
        assertThat(next.state()).as(next.verdict()).isEqualTo(ModelState.CHALLENGER);
        assertThat(models.find(learned).orElseThrow().state()).isEqualTo(ModelState.CHAMPION);
    }

    @Test
    void whileOneLearnsTheOtherDoesNotWait() {
        LearningTurn other = replica.getBean(LearningTurn.class);
        boolean mine =
                turn.take(() ->
                        assertThat(other.take(() -> {}))
                                .as("the other one's, while it is mine")
                                .isFalse());
        assertThat(mine).isTrue();
        assertThat(other.take(() -> {})).as("free again").isTrue();
    }

    @Test
    void whatRunsTeachIsLearnedOnceAndBothHearIt() {
        RuntimeLoop there = replica.getBean(RuntimeLoop.class);
        runsEnd(1, 1_200, END);
        runtimes.runOnce(END);
        assertThat(corrections()).isEqualTo(1);
        Instant later = END.plus(Duration.ofMinutes(11));
        there.runOnce(later);
        runtimes.runOnce(later);
        assertThat(corrections()).as("nothing new for either").isEqualTo(1);
        assertThat(foretold(replica.getBean(RunTimes.class)))
                .isEqualTo(foretold(runTimes))
                .isPresent();

        runsEnd(1_201, 1_000, later);
        there.runOnce(later.plusSeconds(60));
        assertThat(corrections()).as("whoever comes first").isEqualTo(2);
        runtimes.runOnce(later.plusSeconds(60));
        runtimes.runOnce(later.plus(Duration.ofMinutes(12)));
        assertThat(corrections()).as("the other has heard").isEqualTo(2);
    }

    private Optional<Prediction> foretold(RunTimes times) {
        return times.predict(Target.RUNTIME, new Traits("test", "", 1, 256, 0), END);
    }

    private int corrections() {
        return jdbc.sql("select count(*) from runtime_models where target = :target")
                .param("target", Target.RUNTIME.word())
                .query(Integer.class)
                .single();
    }

    /// Of one allocation, two a second, each of one minute or two.
    private void runsEnd(int first, int count, Instant last) {
        var rows = new Rows(jdbc);
        var allocation = rows.running(rows.node("eu-west", "n" + first));
        jdbc.sql(
                        """
                        insert into attempts (allocation_id, epoch, node_id, region, cluster, state, assigned_at, started_at,
                            ended_at, project, queue, cpu_millis, memory_mib)
                        select allocation_id, 1 + n, node_id, region, cluster, 'SUCCEEDED', e.at - interval '1 hour',
                            e.at - interval '1 minute' * (1 + n % 2), e.at, project, queue, cpu_millis, memory_mib
                        from attempts, generate_series(1, :count) n,
                            lateral (select cast(:last as timestamptz) - interval '500 milliseconds' * (:count - n) as at) e
                        where allocation_id = :allocation and epoch = 1\
                        """)
                .param("count", count)
                .param("last", last.atOffset(ZoneOffset.UTC))
                .param("allocation", allocation.value())
                .update();
    }

    private static void both(Runnable one, Runnable other) throws Exception {
        try (var threads = Executors.newFixedThreadPool(2)) {
            List<Callable<Object>> calls =
                    List.of(Executors.callable(one), Executors.callable(other));
            for (Future<Object> done : threads.invokeAll(calls)) {
                done.get();
            }
        }
    }

    private void record(Instant until) {
        new RecordedDemand(jdbc, partitions)
                .write(CLUSTER, END.minus(Duration.ofDays(8)), until, 1);
    }

    private SeriesForecast newest() {
        return forecasts
                .find(
                        new ForecastQuestion(
                                CLUSTER.scope(),
                                CLUSTER.owner(),
                                CLUSTER.resource(),
                                CLUSTER.measure(),
                                new VisibleProjects.All()),
                        0,
                        1,
                        END)
                .getFirst();
    }
}
