package dev.meridian.controlplane.forecast.model.weigh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WeighingTest {

    @Test
    void theBestExpertIsBelievedMostAndASilentOneNever() {
        double[] weights = OnlineWeights.of(new double[] {1, 2, Double.NaN, 1.05}, 8);
        assertThat(weights[0]).isGreaterThan(weights[3]);
        assertThat(weights[3]).isGreaterThan(0.2);
        assertThat(weights[1]).isLessThan(0.001);
        assertThat(weights[2]).isZero();
        assertThat(weights[0] + weights[1] + weights[3]).isCloseTo(1, within(1e-9));
        assertThat(OnlineWeights.of(new double[] {Double.NaN}, 8)).containsOnly(0);
        assertThat(OnlineWeights.of(new double[] {0, 1}, 8)[0]).isCloseTo(1, within(1e-9));
    }

    @Test
    void theGateOpensForAModelThatHelpsAndStaysShutForOneThatDoesNot() {
        Gate pooled = new Gate();
        Gate helpful = new Gate();
        Gate harmful = new Gate();
        assertThat(helpful.lambda(pooled)).isZero();
        SplittableRandom dice = new SplittableRandom(1);
        for (int i = 0; i < 200; i++) {
            double left = dice.nextGaussian();
            helpful.told(0, left, left + 0.1 * dice.nextGaussian());
            harmful.told(0, -left, left);
        }
        assertThat(helpful.lambda(pooled)).isGreaterThanOrEqualTo(0.5);
        assertThat(harmful.lambda(pooled)).isZero();
    }

    @Test
    void aDriftIsToldOnceAndCalmIsNot() {
        PageHinkley calm = new PageHinkley();
        PageHinkley drifting = new PageHinkley();
        SplittableRandom dice = new SplittableRandom(1);
        int alarms = 0;
        for (int i = 0; i < 2000; i++) {
            double usual = Math.abs(dice.nextGaussian());
            assertThat(calm.told(usual)).isFalse();
            alarms += drifting.told(i < 1000 ? usual : 3 * usual) ? 1 : 0;
        }
        assertThat(alarms).isBetween(1, 2);
    }

    @Test
    void aChallengerMustGainTwoPercentWithAnHonestBand() {
        Contest.Showing champion = new Contest.Showing(1, 0.95);
        assertThat(Contest.decide(champion, new Contest.Showing(0.97, 0.94)))
                .isInstanceOf(Contest.Decision.Promote.class);
        assertThat(Contest.decide(champion, new Contest.Showing(0.99, 0.95)))
                .isInstanceOf(Contest.Decision.Keep.class);
        assertThat(Contest.decide(champion, new Contest.Showing(0.9, 0.91)))
                .isInstanceOf(Contest.Decision.Keep.class);
        assertThat(Contest.decide(champion, new Contest.Showing(Double.NaN, 0.95)))
                .isInstanceOf(Contest.Decision.Keep.class);
    }
}
