package dev.meridian.controlplane.commands;

import dev.meridian.controlplane.commands.plot.Axis;
import dev.meridian.controlplane.commands.plot.Chart;
import dev.meridian.controlplane.commands.plot.Ink;
import dev.meridian.controlplane.forecast.model.Series;
import dev.meridian.controlplane.forecast.model.live.DemandForecast;
import dev.meridian.controlplane.forecast.model.live.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// Five days of three series: what came, and what had been said four hours before.
final class CoursePictures {
    private static final int FOUR_HOURS = 16;
    private static final int FIVE_DAYS = 5 * 96;
    private static final List<Sitter> SITTERS =
            List.of(
                    new Sitter(
                            "azure/avg",
                            "forecast-daily",
                            "A daily rhythm: CPU of all virtual machines of a cloud",
                            "CPU in use, in thousands of full machines",
                            1e-5,
                            "amcs1729, from Azure/AzurePublicDataset, CC-BY"),
                    new Sitter(
                            "philly/ee9e8c",
                            "forecast-gpus",
                            "Accelerators: GPUs in use by one virtual cluster",
                            "GPUs in use",
                            1,
                            "Microsoft Philly, msr-fiddle/philly-traces, CC-BY"),
                    new Sitter(
                            "nab/rds_cpu_utilization_cc0c53",
                            "forecast-hard",
                            "A hard one: CPU of one database server",
                            "CPU, %",
                            1,
                            "rds_cpu_utilization_cc0c53, numenta/NAB, MIT"));

    private final Map<String, Series> recorded;
    private final Map<String, Series> moved;
    private final Map<String, List<Point>> points = new HashMap<>();

    /// Who is drawn.
    ///
    /// @param scale values are drawn in units of their inverse
    private record Sitter(
            String series, String file, String title, String unit, double scale, String source) {}

    private record Point(Instant at, double truth, Step step) {}

    /// @param moved the same series at the times of the trial
    CoursePictures(Map<String, Series> recorded, Map<String, Series> moved) {
        this.recorded = recorded;
        this.moved = moved;
        for (Sitter sitter : SITTERS) {
            if (recorded.containsKey(sitter.series())) {
                points.put(sitter.series(), new ArrayList<>());
            }
        }
    }

    void hear(DemandForecast forecast) {
        List<Point> own = points.get(forecast.series());
        Series series = moved.get(forecast.series());
        if (own == null || series == null || own.size() >= FIVE_DAYS) {
            return;
        }
        for (Step step : forecast.steps()) {
            if (step.horizon() == FOUR_HOURS) {
                own.add(
                        new Point(
                                step.at(),
                                DemandPictures.truth(series, forecast, FOUR_HOURS),
                                step));
            }
        }
    }

    Map<String, Chart> charts() {
        Map<String, Chart> charts = new LinkedHashMap<>();
        for (Sitter sitter : SITTERS) {
            List<Point> own = points.getOrDefault(sitter.series(), List.of());
            Series then = recorded.get(sitter.series());
            Series now = moved.get(sitter.series());
            if (!own.isEmpty() && then != null && now != null) {
                Duration back = Duration.between(now.start(), then.start());
                charts.put(sitter.file(), chart(sitter, own, back));
            }
        }
        return charts;
    }

    private static Chart chart(Sitter sitter, List<Point> own, Duration back) {
        double[] at = own.stream().mapToDouble(p -> p.at().plus(back).getEpochSecond()).toArray();
        Instant from = own.getFirst().at().plus(back);
        Instant to = own.getLast().at().plus(back);
        double[] truth = each(own, sitter, Point::truth);
        double[] high = each(own, sitter, p -> p.step().p95());
        return new Chart(
                        sitter.title() + ", and what was said four hours before",
                        "As of %s. Source: %s."
                                .formatted(
                                        to.toString().substring(0, 16).replace('T', ' ') + " UTC",
                                        sitter.source()),
                        Axis.days("day (UTC)", from, to),
                        Axis.around(sitter.unit(), seen(truth, high)))
                .band(Ink.OURS, "p05 to p95", at, each(own, sitter, p -> p.step().p05()), high)
                .line(Ink.OURS, "p50", at, each(own, sitter, p -> p.step().p50()))
                .line(Ink.TRUTH, "what came", at, truth);
    }

    private static double[] each(List<Point> own, Sitter sitter, ToDoubleFunction<Point> of) {
        return own.stream().mapToDouble(p -> sitter.scale() * of.applyAsDouble(p)).toArray();
    }

    /// What the picture has to have room for: a bound far beyond everything that came is cut off.
    private static double[] seen(double[] truth, double[] high) {
        double largest = 0;
        for (double value : truth) {
            largest = value > largest ? value : largest;
        }
        double[] seen = new double[2 * truth.length];
        for (int i = 0; i < truth.length; i++) {
            seen[i] = truth[i];
            seen[truth.length + i] = Math.min(high[i], 1.6 * largest);
        }
        return seen;
    }
}
