package dev.meridian.controlplane.forecast.model.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.controlplane.forecast.learn.BoostedTrees;
import dev.meridian.controlplane.forecast.learn.Boosting;
import dev.meridian.controlplane.forecast.model.BadSeries;
import dev.meridian.controlplane.forecast.model.Demand;
import dev.meridian.controlplane.forecast.model.Seasons;
import dev.meridian.controlplane.forecast.model.measure.Scale;
import dev.meridian.controlplane.forecast.model.measure.Tally;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PanelForecasterTest {
    private static final int HORIZONS = 48;

    @Test
    void beatsTheSeasonalNaiveOnDemandWithAWeek() {
        List<double[]> histories = new ArrayList<>();
        List<double[]> truths = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            // ends on every day of the week
            int length = 700 + 24 * i;
            double[] all = Demand.of(length + HORIZONS, 24, i);
            histories.add(Arrays.copyOf(all, length));
            truths.add(Arrays.copyOfRange(all, length, all.length));
        }
        List<Banded> ours = forecast(histories);
        Tally tally = new Tally();
        Tally naive = new Tally();
        for (int i = 0; i < ours.size(); i++) {
            double scale = Scale.ofSeasonalNaive(histories.get(i), 700 + 24 * i, 24);
            Banded band = ours.get(i);
            tally.add(truths.get(i), band.middle(), band.low(), band.high(), scale);
            Banded plain = Naive.forecast(histories.get(i), 24, HORIZONS);
            naive.add(truths.get(i), plain.middle(), plain.low(), plain.high(), scale);
        }
        assertThat(tally.mase()).isLessThan(0.8 * naive.mase());
        assertThat(tally.score("ours", naive, 0).coverage()).isBetween(0.8, 1.0);
    }

    @Test
    void anySeriesGetsAForecastThatIsFinite() {
        double[] constant = new double[700];
        Arrays.fill(constant, 7);
        double[] negative = new double[700];
        Arrays.setAll(negative, t -> -100 - t % 24);
        double[] huge = new double[700];
        Arrays.setAll(huge, t -> 1e140 * (1 + t % 24));
        double[] gaps = Demand.of(700, 24, 3);
        for (int t = 0; t < gaps.length; t += 3) {
            gaps[t] = Double.NaN;
        }
        double[] silentEnd = Demand.of(700, 24, 4);
        Arrays.fill(silentEnd, 600, 700, Double.NaN);
        double[] onlyItsEnd = new double[700];
        Arrays.fill(onlyItsEnd, 0, 698, Double.NaN);
        List<double[]> histories =
                List.of(
                        onlyItsEnd,
                        constant,
                        negative,
                        huge,
                        gaps,
                        silentEnd,
                        new double[] {5},
                        new double[] {5, 6, 7},
                        Arrays.copyOf(Demand.of(700, 24, 5), 30),
                        Arrays.copyOf(Demand.of(700, 24, 6), 100),
                        Demand.of(700, 24, 7),
                        Demand.of(700, 24, 8));
        for (Banded band : forecast(histories)) {
            for (int h = 0; h < HORIZONS; h++) {
                assertThat(band.middle()[h]).isFinite();
                assertThat(band.low()[h]).isFinite().isLessThanOrEqualTo(band.middle()[h]);
                assertThat(band.high()[h]).isFinite().isGreaterThanOrEqualTo(band.middle()[h]);
            }
        }
    }

    @Test
    void aSeriesWithoutAnyValueIsNamed() {
        double[] missing = new double[50];
        Arrays.fill(missing, Double.NaN);
        assertThatThrownBy(() -> forecast(List.of(Demand.of(700, 24, 1), missing)))
                .isInstanceOf(BadSeries.class)
                .hasMessageContaining("Series 2 cannot be forecast");
    }

    @Test
    void oneSeriesAloneIsForecastToo() {
        assertThat(forecast(List.of(new double[] {3, 4})).getFirst().middle()[0]).isEqualTo(4);
    }

    private static List<Banded> forecast(List<double[]> histories) {
        PanelForecaster forecaster =
                new PanelForecaster(
                        Seasons.ofDay(24),
                        HORIZONS,
                        new PanelLearners(
                                _ -> new BoostedTrees(Boosting.residuals(40, 5, 0.15)),
                                _ -> new BoostedTrees(Boosting.residuals(40, 5, 0.15)),
                                new BoostedTrees(Boosting.sizes(30, 4, 0.15))),
                        _ -> {});
        return forecaster.forecast(forecaster.prepare(histories));
    }
}
