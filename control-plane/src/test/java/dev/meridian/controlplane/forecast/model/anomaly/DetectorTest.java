package dev.meridian.controlplane.forecast.model.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class DetectorTest {
    private static final Instant MONDAY = Instant.parse("2026-11-16T00:00:00Z");
    private static final Duration STEP = Duration.ofMinutes(15);
    private static final int DAY = 96;

    private final Random random = new Random(7);
    private Detector detector = new Detector(Sensitivity.DEMAND);

    @Test
    void aQuietSeriesIsSeldomFlaggedAndASpikeIs() {
        int flagged = feed(0, 60 * DAY, i -> 50 + random.nextGaussian());
        assertThat(flagged).as("of 5,760 values").isLessThan(30);

        Verdict verdict = detector.observe(at(60 * DAY), 90);

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Judged.class,
                        judged -> {
                            assertThat(judged.anomalous()).isTrue();
                            assertThat(judged.observed()).isEqualTo(90);
                            assertThat(judged.band().high()).isBetween(52.0, 80.0);
                            assertThat(judged.score()).isGreaterThan(3.5);
                        });
    }

    @Test
    void theHeightOfTheDayIsNoAnomalyButTheSameAtNightIs() {
        IntToDoubleFunction daily =
                i -> 100 + 80 * Math.sin(2 * Math.PI * i / DAY) + random.nextGaussian();
        feed(0, 21 * DAY, daily);
        int flagged = feed(21 * DAY, 28 * DAY, daily);
        assertThat(flagged).isLessThan(10);

        // twelve hours out of step
        assertThat(feed(28 * DAY, 28 * DAY + 12, i -> daily.applyAsDouble(i + DAY / 2)))
                .isPositive();
    }

    @Test
    void whatStartsEveryNightIsNewsOnTheFirstNightsAlone() {
        IntToDoubleFunction nightly =
                i -> (i % DAY == 8 + i / DAY % 2 ? 80 : 2) + random.nextGaussian();
        assertThat(feed(0, 7 * DAY, nightly)).isLessThan(14);

        assertThat(feed(7 * DAY, 28 * DAY, nightly)).as("21 nights").isLessThan(5);

        feed(28 * DAY, 28 * DAY + 60, i -> 2 + random.nextGaussian());
        assertThat(Verdict.anomalous(detector.observe(at(28 * DAY + 60), 80)))
                .as("the same in the afternoon")
                .isTrue();
    }

    @Test
    void aSlowClimbThatNoSingleStepShowsIsADrift() {
        feed(0, 14 * DAY, i -> 40 + random.nextGaussian());
        int flagged =
                feed(
                        14 * DAY,
                        14 * DAY + 40,
                        i -> 40 + (i - 14 * DAY) * 0.7 + random.nextGaussian());
        assertThat(flagged).isPositive();
    }

    @Test
    void theFirstFlutterOfAConstantIsAJudgementAndNoCrash() {
        feed(0, 400, _ -> 0);
        assertThat(detector.observe(at(400), 0)).isInstanceOf(Verdict.Judged.class);
        assertThat(Verdict.anomalous(detector.observe(at(401), 5))).isTrue();
        feed(402, 3000, _ -> 5);
        assertThat(Verdict.anomalous(detector.observe(at(3000), 5)))
                .as("what stays so becomes usual")
                .isFalse();
    }

    @Test
    void whatIsNoNumberSaysNothing() {
        feed(0, 500, i -> i % 3);
        byte[] before = detector.state();
        for (double odd :
                new double[] {
                    Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e31
                }) {
            assertThat(detector.observe(at(500), odd)).isInstanceOf(Verdict.Unknown.class);
        }
        assertThat(detector.state()).isEqualTo(before);
    }

    @Test
    void noSeriesMakesItLoseItsNumbers() {
        IntToDoubleFunction[] series = {
            _ -> -9e29,
            i -> i % 2 == 0 ? 9e29 : -9e29,
            i -> Math.pow(10, i % 30),
            _ -> Double.MIN_VALUE,
            i -> i == 0 ? 1e29 : 0,
        };
        for (IntToDoubleFunction each : series) {
            detector = new Detector(Sensitivity.DEMAND);
            for (int i = 0; i < 2000; i++) {
                // duplicates and steps back among the times
                Instant at = MONDAY.plus(STEP.multipliedBy(i / 2 - i % 5));
                if (detector.observe(at, each.applyAsDouble(i)) instanceof Verdict.Judged judged) {
                    assertThat(judged.score()).isFinite();
                    assertThat(judged.band().low()).isFinite();
                    assertThat(judged.band().high()).isFinite();
                    assertThat(judged.observed()).isFinite();
                }
            }
        }
    }

    @Test
    void itGoesOnWhereItWas() {
        feed(0, 10 * DAY, i -> 10 + 5 * Math.sin(2 * Math.PI * i / DAY) + random.nextGaussian());
        Detector other = Detector.resume(Sensitivity.DEMAND, detector.state());
        for (int i = 10 * DAY; i < 12 * DAY; i++) {
            double value = random.nextDouble() * 30;
            assertThat(score(other, i, value)).isCloseTo(score(detector, i, value), within(1e-3));
        }
        assertThat(detector.state()).hasSizeLessThan(1_800);
        assertThat(new Detector(Sensitivity.HOST).state()).hasSizeLessThan(160);
    }

    @Test
    void whatAnOlderVersionWroteBeginsAnew() {
        feed(0, 500, i -> i % 3);
        byte[] older = detector.state();
        older[0] = 1;
        assertThat(Detector.resume(Sensitivity.DEMAND, older).observe(at(500), 1))
                .isInstanceOf(Verdict.Unknown.class);
    }

    @Test
    void aTornStateBeginsAnew() {
        Detector anew = Detector.resume(Sensitivity.DEMAND, new byte[] {1, 2, 3});
        assertThat(anew.observe(at(0), 1)).isInstanceOf(Verdict.Unknown.class);
    }

    private static double score(Detector of, int i, double value) {
        return of.observe(at(i), value) instanceof Verdict.Judged judged ? judged.score() : -1;
    }

    private int feed(int from, int to, IntToDoubleFunction series) {
        int flagged = 0;
        for (int i = from; i < to; i++) {
            flagged += Verdict.anomalous(detector.observe(at(i), series.applyAsDouble(i))) ? 1 : 0;
        }
        return flagged;
    }

    private static Instant at(int i) {
        return MONDAY.plus(STEP.multipliedBy(i));
    }
}
