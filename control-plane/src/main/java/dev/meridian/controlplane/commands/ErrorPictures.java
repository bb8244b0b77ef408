package dev.meridian.controlplane.commands;

import dev.meridian.controlplane.commands.plot.Axis;
import dev.meridian.controlplane.commands.plot.Chart;
import dev.meridian.controlplane.commands.plot.Ink;
import dev.meridian.controlplane.forecast.model.Series;
import dev.meridian.controlplane.forecast.model.live.Cadence;
import dev.meridian.controlplane.forecast.model.live.DemandForecast;
import dev.meridian.controlplane.forecast.model.live.Step;
import dev.meridian.controlplane.forecast.model.live.Voice;
import dev.meridian.controlplane.forecast.model.measure.Scale;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Errors by horizon and by day, and how well bands hold.
final class ErrorPictures {
    private static final String ABOUT =
            "Means over %d recorded series. Sources: numenta/NAB, MIT; AzurePublicDataset, CC-BY; Microsoft Philly, CC-BY.";

    /// Of a day fewer series would be a matter of which they are.
    private static final int FEWEST = 5;

    private final Cadence cadence;
    private final Instant from;
    private final Map<String, Series> series;
    private final Map<String, SeriesErrors> errors = new LinkedHashMap<>();

    /// @param from the first origin
    ErrorPictures(Cadence cadence, Map<String, Series> series, Instant from) {
        this.cadence = cadence;
        this.from = from;
        this.series = series;
    }

    void hear(DemandForecast forecast) {
        Series own = series.get(forecast.series());
        if (own == null) {
            return;
        }
        SeriesErrors into =
                errors.computeIfAbsent(
                        forecast.series(),
                        _ -> new SeriesErrors(scale(own), cadence.horizons().size()));
        int day = (int) Duration.between(from, forecast.origin()).toDays();
        for (int k = 0; k < forecast.steps().size(); k++) {
            Step step = forecast.steps().get(k);
            into.add(k, day, step, DemandPictures.truth(own, forecast, step.horizon()));
        }
    }

    private double scale(Series own) {
        long known = Duration.between(own.start(), from).dividedBy(own.step());
        return Scale.toDivideBy(
                own.values(), (int) Math.clamp(known, 1L, own.length()), cadence.seasons().day());
    }

    Map<String, Chart> charts() {
        List<SeriesErrors> all =
                errors.values().stream().filter(SeriesErrors::judgedOftenEnough).toList();
        if (all.isEmpty()) {
            return Map.of();
        }
        return Map.of(
                "error-by-horizon", byHorizon(all),
                "error-over-time", overTime(all),
                "coverage-over-time", coverage(all),
                "calibration", calibration(all));
    }

    private Chart byHorizon(List<SeriesErrors> all) {
        List<String> names =
                cadence.horizons().stream()
                        .map(steps -> cadence.step().multipliedBy(steps).toMinutes())
                        .map(minutes -> minutes < 60 ? minutes + " min" : minutes / 60 + " h")
                        .toList();
        double[] x = IntStream.range(0, names.size()).asDoubleStream().toArray();
        double[] ours = means(all, x.length, (one, k) -> one.ofHorizon(SeriesErrors.OURS, k));
        double[] last = ofVoice(all, x.length, Voice.LAST_VALUE);
        double[] day = ofVoice(all, x.length, Voice.DAY_AGO);
        double[] smooth = ofVoice(all, x.length, Voice.HOLT_WINTERS);
        return new Chart(
                        "Error by how far ahead: MASE, in units of the change from day to day",
                        ABOUT.formatted(all.size()),
                        Axis.places("how far ahead", names),
                        from0("MASE", ours, last, day, smooth))
                .line(Ink.THIRD, "the day before", x, day)
                .line(Ink.OTHER, "Holt-Winters", x, smooth)
                .dashed(Ink.NAIVE, "last value", x, last)
                .line(Ink.OURS, "Meridian", x, ours);
    }

    private static double[] ofVoice(List<SeriesErrors> all, int count, Voice voice) {
        return means(all, count, (one, k) -> one.ofHorizon(voice.ordinal(), k));
    }

    private Chart overTime(List<SeriesErrors> all) {
        int days = days(all);
        double[] x = IntStream.range(0, days).mapToDouble(day -> day + 1.0).toArray();
        double[] ours = medians(all, days, SeriesErrors.OURS);
        double[] last = medians(all, days, Voice.LAST_VALUE.ordinal());
        double[] before = medians(all, days, Voice.DAY_AGO.ordinal());
        return new Chart(
                        "Error over time: median over series of each day's mean scaled error",
                        about(all),
                        Axis.of("days since the model was trained", 0, days + 1.0),
                        from0("scaled error", ours, last, before))
                .line(Ink.THIRD, "the day before", x, before)
                .dashed(Ink.NAIVE, "last value", x, last)
                .line(Ink.OURS, "Meridian", x, ours);
    }

    private Chart coverage(List<SeriesErrors> all) {
        int days = days(all);
        double[] x = IntStream.range(0, days).mapToDouble(day -> day + 1.0).toArray();
        double[] ends = {0, days + 1.0};
        return new Chart(
                        "Coverage over time: share of truths below p95, and between p05 and p95",
                        about(all),
                        Axis.of("days since the model was trained", 0, days + 1.0),
                        Axis.of("share of truths", 0.7, 1))
                .dashed(Ink.NAIVE, "promised: 0.95 and 0.90", ends, new double[] {0.95, 0.95})
                .dashed(Ink.NAIVE, "", ends, new double[] {0.9, 0.9})
                .line(Ink.OTHER, "between", x, means(all, days, SeriesErrors::withinOfDay))
                .line(Ink.OURS, "below p95", x, means(all, days, SeriesErrors::belowOfDay));
    }

    private static Chart calibration(List<SeriesErrors> all) {
        List<SeriesErrors> sorted =
                all.stream().sorted(Comparator.comparingDouble(one -> one.below(2))).toList();
        double[] x = IntStream.range(0, all.size()).mapToDouble(i -> i + 1.0).toArray();
        double[] ends = {0, all.size() + 1.0};
        Chart chart =
                new Chart(
                        "Calibration: share of truths below p05, p50 and p95, series by series",
                        ABOUT.formatted(all.size()).replace("Means over", "One dot for each of"),
                        Axis.of("series, in order of the share below p95", 0, all.size() + 1.0),
                        Axis.of("share of truths", 0, 1));
        for (double level : new double[] {0.05, 0.5, 0.95}) {
            chart.dashed(
                    Ink.NAIVE, level > 0.9 ? "promised" : "", ends, new double[] {level, level});
        }
        Ink[] inks = {Ink.THIRD, Ink.OTHER, Ink.OURS};
        String[] words = {"p05", "p50", "p95"};
        for (int i = 0; i < inks.length; i++) {
            int level = i;
            chart.dots(
                    inks[i],
                    words[i],
                    x,
                    sorted.stream().mapToDouble(one -> one.below(level)).toArray());
        }
        return chart;
    }

    private static String about(List<SeriesErrors> all) {
        return ABOUT.formatted(all.size())
                .replace("Means over", "Days with %d series or more of".formatted(FEWEST));
    }

    /// While enough series last.
    private static int days(List<SeriesErrors> all) {
        int days = 0;
        while (enough(all, days)) {
            days++;
        }
        return Math.max(1, days);
    }

    private static boolean enough(List<SeriesErrors> all, int day) {
        return all.stream().filter(one -> !Double.isNaN(one.ofDay(SeriesErrors.OURS, day))).count()
                >= FEWEST;
    }

    @FunctionalInterface
    private interface Of {
        double value(SeriesErrors one, int at);
    }

    private static double[] means(List<SeriesErrors> all, int count, Of of) {
        double[] means = new double[count];
        for (int i = 0; i < count; i++) {
            int at = i;
            means[i] =
                    all.stream()
                            .mapToDouble(one -> of.value(one, at))
                            .filter(value -> !Double.isNaN(value))
                            .average()
                            .orElse(Double.NaN);
        }
        return means;
    }

    /// Of each day; a mean would tell of the hardest series alone.
    private static double[] medians(List<SeriesErrors> all, int days, int voice) {
        return IntStream.range(0, days)
                .mapToDouble(day -> {
                    double[] sorted =
                            all.stream()
                                    .mapToDouble(one -> one.ofDay(voice, day))
                                    .filter(value -> !Double.isNaN(value))
                                    .sorted()
                                    .toArray();
                    return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
                })
                .toArray();
    }

    private static Axis from0(String label, double[]... values) {
        List<Double> seen = new ArrayList<>(List.of(0.0));
        for (double[] each : values) {
            Arrays.stream(each).forEach(seen::add);
        }
        return Axis.around(label, seen.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
