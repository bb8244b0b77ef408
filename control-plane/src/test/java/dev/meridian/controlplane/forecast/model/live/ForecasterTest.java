package dev.meridian.controlplane.forecast.model.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.controlplane.forecast.learn.BoostedTrees;
import dev.meridian.controlplane.forecast.learn.Boosting;
import dev.meridian.controlplane.forecast.learn.LiveLearning;
import dev.meridian.controlplane.forecast.model.BadSeries;
import dev.meridian.controlplane.forecast.model.Demand;
import dev.meridian.controlplane.forecast.model.Learned;
import dev.meridian.controlplane.forecast.model.Provenance;
import dev.meridian.controlplane.forecast.model.Series;
import dev.meridian.controlplane.forecast.model.Training;
import dev.meridian.controlplane.forecast.model.feature.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForecasterTest {
    private static final Instant MONDAY = Instant.parse("2026-01-05T00:00:00Z");
    private static final Cadence HOURLY = Cadence.of(Duration.ofHours(1));

    @Test
    void aSeriesGrowsThroughItsStages() {
        Forecaster forecaster = new Forecaster(Cadence.quarters());
        assertThat(tick(forecaster, 0, Double.NaN).steps()).isEmpty();
        DemandForecast young = tick(forecaster, 1, 8);
        assertThat(young.stage()).isEqualTo(Stage.HOURS);
        assertThat(young.steps()).hasSize(8).allSatisfy(s -> assertThat(s.p50()).isEqualTo(8));
        for (int i = 2; i < 100; i++) {
            young = tick(forecaster, i, 8 + i % 2);
        }
        assertThat(young.stage()).isEqualTo(Stage.DAYS);
        assertThat(young.steps().getLast().at()).isEqualTo(young.origin().plus(Duration.ofDays(1)));
    }

    @Test
    void beatsTheLastValueOnDemandWithADay() {
        Map<String, Series> histories =
                Map.of("a", demand(900, 1), "b", demand(900, 2), "c", demand(900, 3));
        Learned model =
                LiveLearning.train(
                                new BoostedTrees(Boosting.residuals(60, 5, 0.1)),
                                HOURLY,
                                histories.values().stream().map(s -> s.until(500)).toList(),
                                20_000,
                                Training.of("a test"))
                        .orElseThrow();
        Map<String, Trial.Outcome> outcomes =
                new Trial(HOURLY, histories)
                        .run(
                                model,
                                MONDAY.plus(Duration.ofHours(500)),
                                MONDAY.plus(Duration.ofHours(600)));
        assertThat(outcomes.values())
                .allSatisfy(outcome -> {
                    assertThat(outcome.mase())
                            .isLessThan(0.7 * outcome.errors()[Voice.LAST_VALUE.ordinal()]);
                    assertThat(outcome.coverage()).isBetween(0.85, 1.0);
                    assertThat(outcome.share()).isBetween(0.0, 1.0);
                });
    }

    @Test
    void stateSurvivesBytes() {
        Forecaster one = new Forecaster(HOURLY);
        one.seed("a", demand(600, 1));
        Forecaster other = new Forecaster(HOURLY);
        other.load("a", one.save("a"));
        other.loadPooled(one.savePooled());
        Instant next = MONDAY.plus(Duration.ofHours(600));
        List<Step> before = one.tick(next, Map.of("a", 300.0)).getFirst().steps();
        List<Step> after = other.tick(next, Map.of("a", 300.0)).getFirst().steps();
        for (int k = 0; k < before.size(); k++) {
            double small = 1e-4 * Math.abs(before.get(k).p50());
            assertThat(after.get(k).p50())
                    .isCloseTo(before.get(k).p50(), org.assertj.core.data.Offset.offset(small));
            assertThat(after.get(k).p95())
                    .isCloseTo(
                            before.get(k).p95(), org.assertj.core.data.Offset.offset(10 * small));
        }
        assertThatThrownBy(() -> new Forecaster(Cadence.quarters()).load("a", one.save("a")))
                .isInstanceOf(BadSeries.class);
    }

    @Test
    void stepsThatWereLeftOutAreMissing() {
        Forecaster forecaster = new Forecaster(HOURLY);
        forecaster.seed("a", demand(300, 1));
        DemandForecast later =
                forecaster.tick(MONDAY.plus(Duration.ofHours(330)), Map.of("a", 200.0)).getFirst();
        assertThat(later.steps()).allSatisfy(step -> assertThat(step.p50()).isFinite());
        assertThatThrownBy(() ->
                        forecaster.tick(MONDAY.plus(Duration.ofHours(330)), Map.of("a", 200.0)))
                .isInstanceOf(BadSeries.class)
                .hasMessageContaining("comes after");
    }

    @Test
    void aModelOfAnotherLearnerBeginsUnheard() {
        Forecaster forecaster = new Forecaster(HOURLY);
        forecaster.model(new OneAbove("trees"));
        DemandForecast forecast = tick(forecaster, 0, 0);
        for (int i = 1; i < 40; i++) {
            forecast = tick(forecaster, i, 10 * i);
        }
        assertThat(widest(forecast)).isPositive();
        forecaster.model(new OneAbove("trees"));
        assertThat(widest(tick(forecaster, 40, 400))).isPositive();
        forecaster.model(new OneAbove("net"));
        assertThat(widest(tick(forecaster, 41, 410))).isZero();
        for (int i = 42; i < 50; i++) {
            forecast = tick(forecaster, i, 10 * i);
        }
        assertThat(widest(forecast)).as("it has earned its share").isPositive();
    }

    private static double widest(DemandForecast forecast) {
        return forecast.steps().stream().mapToDouble(Step::gate).max().orElseThrow();
    }

    /// Says that all will be one unit more than the best expert says.
    private record OneAbove(String learner) implements Learned {
        @Override
        public Provenance provenance() {
            return new Provenance(learner, Training.of("a test"), 0, List.of(), Map.of());
        }

        @Override
        public double[] predict(Rows rows) {
            double[] answers = new double[rows.size()];
            Arrays.fill(answers, LiveSeries.MAGNIFIED);
            return answers;
        }

        @Override
        public Map<String, Double> gain() {
            return Map.of();
        }

        @Override
        public Map<String, Double> contributions(Rows rows, int row) {
            return Map.of();
        }

        @Override
        public byte[] toBytes() {
            return new byte[0];
        }
    }

    @Test
    void anyValuesGetAForecastThatIsFinite() {
        double[] constant = new double[400];
        double[] negative = new double[400];
        Arrays.setAll(negative, t -> -5 - t % 3);
        double[] huge = new double[400];
        Arrays.setAll(huge, t -> t % 2 == 0 ? 1e30 : -1e30);
        double[] gaps = Demand.of(400, 24, 3);
        for (int t = 0; t < gaps.length; t++) {
            gaps[t] = t % 5 == 0 ? gaps[t] : Double.NaN;
        }
        double[] rare = new double[400];
        Arrays.fill(rare, Double.NaN);
        rare[10] = 3;
        for (double[] values : List.of(constant, negative, huge, gaps, rare)) {
            DemandForecast forecast =
                    new Forecaster(HOURLY)
                            .seed("x", Series.of(MONDAY, Duration.ofHours(1), values));
            assertThat(forecast.steps()).isNotEmpty();
            for (Step step : forecast.steps()) {
                assertThat(step.p50()).isFinite();
                assertThat(step.p05()).isFinite().isLessThanOrEqualTo(step.p50());
                assertThat(step.p95()).isFinite().isGreaterThanOrEqualTo(step.p50());
                assertThat(step.ceiling()).isGreaterThanOrEqualTo(step.p95());
                assertThat(Arrays.stream(step.weights()).sum())
                        .isCloseTo(1, org.assertj.core.data.Offset.offset(1e-9));
            }
        }
        assertThatThrownBy(() -> tick(new Forecaster(HOURLY), 0, Double.POSITIVE_INFINITY))
                .isInstanceOf(BadSeries.class);
    }

    private static Series demand(int length, long seed) {
        return Series.of(MONDAY, Duration.ofHours(1), Demand.of(length, 24, seed));
    }

    private static DemandForecast tick(Forecaster forecaster, int number, double value) {
        Instant at = MONDAY.plus(forecaster.cadence().step().multipliedBy(number));
        return forecaster.tick(at, Map.of("x", value)).getFirst();
    }
}
