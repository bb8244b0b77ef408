package dev.meridian.controlplane.forecast.model.band;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BandTest {

    @Test
    void theConformalQuantileIsOneOfTheErrors() {
        double[] errors = {5, 1, 4, 2, 3};
        assertThat(ConformalQuantile.of(errors, 0.5)).isEqualTo(3);
        assertThat(ConformalQuantile.of(errors, 0.95)).isEqualTo(5);
        assertThat(ConformalQuantile.of(new double[0], 0.95)).isZero();
    }

    @Test
    void rollingQuantilesForgetTheOldest() {
        RollingQuantile rolling = new RollingQuantile(100);
        SplittableRandom dice = new SplittableRandom(1);
        for (int i = 0; i < 1000; i++) {
            rolling.add(1000 + dice.nextGaussian());
        }
        for (int i = 0; i < 100; i++) {
            rolling.add(i);
        }
        rolling.add(Double.NaN);
        assertThat(rolling.count()).isEqualTo(100);
        assertThat(rolling.upper(0.95)).isEqualTo(95);
        assertThat(rolling.lower(0.95)).isEqualTo(4);
    }

    @Test
    void theLevelMovesUntilTheBoundHolds() {
        AdaptiveLevel level = new AdaptiveLevel(0.05);
        SplittableRandom dice = new SplittableRandom(1);
        int passed = 0;
        for (int i = 0; i < 5000; i++) {
            // twice as many pass as the errors of the past let expect
            boolean passes = dice.nextDouble() < 2 * level.alpha() / level.stretch();
            level.told(passes);
            passed += passes ? 1 : 0;
        }
        assertThat(passed / 5000.0).isCloseTo(0.05, within(0.01));
        assertThat(level.alpha()).isBetween(0.01, 0.04);
    }

    @Test
    void aStormStretchesTheBoundAtMostTwice() {
        AdaptiveLevel level = new AdaptiveLevel(0.05);
        for (int i = 0; i < 100; i++) {
            level.told(true);
        }
        assertThat(level.alpha()).isEqualTo(0.01);
        assertThat(level.stretch()).isCloseTo(2, within(1e-9));
    }
}
