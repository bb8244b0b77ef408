package dev.meridian.controlplane.forecast.model.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MeasuresTest {
    private static final double[] TRUTH = {10, 20, Double.NaN};
    private static final double[] FORECAST = {10, 10, 5};

    @Test
    void errorsAreThoseOfTheirBooks() {
        assertThat(Errors.smape(TRUTH, FORECAST)).isCloseTo(200 * 10 / 30.0 / 2, within(1e-9));
        assertThat(Errors.mae(TRUTH, FORECAST)).isEqualTo(5);
        assertThat(Errors.mase(TRUTH, FORECAST, 2)).isEqualTo(2.5);
        assertThat(Errors.owa(8, 0.5, 16, 1)).isEqualTo(0.5);
        assertThat(Errors.pinball(10, 8, 0.95)).isCloseTo(1.9, within(1e-9));
        assertThat(Errors.pinball(8, 10, 0.95)).isCloseTo(0.1, within(1e-9));
        assertThat(Errors.smape(new double[] {0}, new double[] {0})).isZero();
    }

    @Test
    void bandsPayForTheirWidthAndForWhatTheyMiss() {
        double[] truth = {5, 12};
        double[] low = {4, 4};
        double[] high = {10, 10};
        assertThat(Intervals.coverage(truth, low, high)).isEqualTo(0.5);
        assertThat(Intervals.msis(truth, low, high, 0.05, 2))
                .isCloseTo((6 + 6 + 40 * 2) / 2.0 / 2, within(1e-9));
    }

    @Test
    void theScaleIsTheErrorOfTheSeasonalNaive() {
        double[] values = {1, 2, 3, 5, Double.NaN, 9};
        assertThat(Scale.ofSeasonalNaive(values, 6, 2)).isCloseTo((2 + 3 + 4) / 3.0, within(1e-9));
        assertThat(Scale.ofSeasonalNaive(values, 1, 2)).isNaN();
        assertThat(Scale.toDivideBy(new double[] {0, 0, 0}, 3, 2)).isEqualTo(1);
        assertThat(Scale.toDivideBy(new double[] {7, 7, 7}, 3, 2)).isEqualTo(7);
    }
}
