package dev.meridian.controlplane.forecast.model.expert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HoltWintersTest {

    @Test
    void learnsADayAndAWeek() {
        double[] values = new double[168 * 4];
        for (int t = 0; t < values.length; t++) {
            values[t] = value(t);
        }
        HoltWinters expert = HoltWinters.weekly(24, 168, Smoothing.USUAL, 0);
        expert.begin(values, values.length);
        for (double value : values) {
            expert.observe(value);
        }
        double[] path = expert.path(48);
        for (int h = 1; h <= 48; h++) {
            assertThat(path[h - 1]).isCloseTo(value(values.length - 1 + h), within(0.5));
            assertThat(expert.forecast(h)).isCloseTo(path[h - 1], within(1e-9));
        }
    }

    @Test
    void anOutlierMovesItLittleAndANewLevelMovesIt() {
        Smoothing quick = new Smoothing(0.3, 0.1, 0, 0);
        HoltWinters robust = HoltWinters.daily(24, quick, 4);
        for (int t = 0; t < 240; t++) {
            robust.observe(100 + (t % 2 == 0 ? 1 : -1));
        }
        robust.observe(10_000);
        assertThat(robust.seasonal(1)).isCloseTo(100, within(20.0));
        for (int t = 0; t < 60; t++) {
            robust.observe(200);
        }
        assertThat(robust.seasonal(1)).isCloseTo(200, within(15.0));
    }

    @Test
    void theFitIsNoWorseThanTheUsualConstants() {
        double[] values = new double[24 * 20];
        for (int t = 0; t < values.length; t++) {
            values[t] = value(t) + 5 * Math.sin(t * 0.7);
        }
        HoltWinters expert = HoltWinters.daily(24, Smoothing.USUAL, 0);
        Smoothing fitted =
                new SmoothingFit(new int[] {1, 6, 24}, 3, 20)
                        .fit(() -> expert, values, values.length, 72);
        assertThat(error(values, fitted))
                .isLessThanOrEqualTo(error(values, Smoothing.USUAL) * 1.01);
    }

    private static double error(double[] values, Smoothing smoothing) {
        HoltWinters expert = HoltWinters.daily(24, smoothing, 0).begin(values, values.length);
        double sum = 0;
        for (int t = 0; t < values.length; t++) {
            expert.observe(values[t]);
            for (int h : new int[] {1, 6, 24}) {
                if (t >= 72 && t % 3 == 0 && t + h < values.length) {
                    sum += Math.abs(values[t + h] - expert.forecast(h));
                }
            }
        }
        return sum;
    }

    private static double value(int t) {
        return 100 + 20 * Math.sin(2 * Math.PI * t / 24) - (t / 24 % 7 >= 5 ? 30 : 0);
    }
}
