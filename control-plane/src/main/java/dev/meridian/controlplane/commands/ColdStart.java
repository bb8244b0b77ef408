package dev.meridian.controlplane.commands;

import dev.meridian.controlplane.commands.trials.Halves;
import dev.meridian.controlplane.forecast.model.Learned;
import dev.meridian.controlplane.forecast.model.Series;
import dev.meridian.controlplane.forecast.model.live.Cadence;
import dev.meridian.controlplane.forecast.model.live.DemandForecast;
import dev.meridian.controlplane.forecast.model.live.Forecaster;
import dev.meridian.controlplane.forecast.model.live.Step;
import dev.meridian.controlplane.forecast.model.live.Trial;
import dev.meridian.controlplane.forecast.model.live.Voice;
import dev.meridian.controlplane.forecast.model.measure.Scale;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// `forecast coldstart`: what is said of a series that nobody has seen, from a few hours of it.
///
/// One group of recorded series is left out at a time: the model learns from the first halves of
/// the others, which then go on as if live, and what they share is all that the young ones get.
final class ColdStart {
    static final String USAGE =
            """
            Usage: java -jar control-plane.jar forecast coldstart
              --data=FOLDER             with the folders demand and philly of recorded series\
            """;

    private static final List<Integer> HOURS = List.of(6, 12, 24, 48, 168);
    private static final List<String> METHODS =
            List.of(
                    "last value",
                    "mean of what is known",
                    "seasonal naive",
                    "a week ago",
                    "meridian");
    private static final Cadence CADENCE = Cadence.quarters();
    private static final int DAY = 96;
    private static final int WEEK = 7 * DAY;

    /// From so many places of each series, evenly spread, the young ones begin.
    private static final int BEGINNINGS = 3;

    /// Errors by series, of each method and length of history: their sum and number.
    private final Map<String, double[][][]> errors = new TreeMap<>();

    private ColdStart() {}

    static int run(Options options, PrintStream out) {
        options.allow(Set.of("data"));
        Path data = options.file("data").orElseThrow(() -> new UsageError("--data is needed."));
        Map<String, Series> all = DemandFiles.in(data).read();
        ColdStart table = new ColdStart();
        Set<String> groups = new TreeSet<>();
        all.keySet().forEach(name -> groups.add(group(name)));
        for (String group : groups) {
            table.leaveOut(all, group);
        }
        table.print(out, groups);
        return 0;
    }

    private static String group(String name) {
        return name.substring(0, name.indexOf('/'));
    }

    private void leaveOut(Map<String, Series> all, String group) {
        Map<String, Series> unseen = new LinkedHashMap<>(all);
        unseen.keySet().removeIf(name -> !group(name).equals(group));
        Map<String, Series> others = new LinkedHashMap<>(all);
        others.keySet().removeAll(unseen.keySet());
        Halves halves = Halves.of(others);
        Learned model = halves.learned(CADENCE);
        Forecaster elder = new Forecaster(CADENCE);
        new Trial(CADENCE, halves.series()).walk(elder, model, halves.middle(), _ -> {});
        byte[] shared = elder.savePooled();
        for (int beginning = 0; beginning < BEGINNINGS; beginning++) {
            Forecaster young = new Forecaster(CADENCE);
            young.loadPooled(shared);
            Map<String, Series> parts = parts(unseen, beginning);
            new Trial(CADENCE, parts)
                    .walk(young, model, Instant.MIN, each -> judge(each, unseen, parts));
        }
    }

    /// A week from there, and the day after it; all in one common week, so that a Monday stays a
    /// Monday.
    private static Map<String, Series> parts(Map<String, Series> unseen, int beginning) {
        Map<String, Series> parts = new LinkedHashMap<>();
        unseen.forEach((id, one) -> {
            int from = Math.max(0, one.length() - WEEK - DAY) * beginning / (BEGINNINGS - 1);
            int until = Math.min(from + WEEK + DAY, one.length());
            Instant start = one.timeOf(from);
            long weeks = Duration.between(Instant.EPOCH, start).toDays() / 7;
            parts.put(
                    id,
                    Series.of(
                            start.minus(Duration.ofDays(7 * weeks)),
                            one.step(),
                            Arrays.copyOfRange(one.values(), from, until)));
        });
        return parts;
    }

    private void judge(
            DemandForecast forecast, Map<String, Series> unseen, Map<String, Series> parts) {
        Series part = Objects.requireNonNull(parts.get(forecast.series()));
        Series whole = Objects.requireNonNull(unseen.get(forecast.series()));
        int known =
                (int) Duration.between(part.start(), forecast.origin()).dividedBy(part.step()) + 1;
        int column = HOURS.indexOf(known * 24 / DAY);
        if (column < 0 || known != HOURS.get(column) * DAY / 24) {
            return;
        }
        double scale = Scale.toDivideBy(whole.values(), whole.length(), DAY);
        double mean =
                Arrays.stream(part.values(), 0, known)
                        .filter(value -> !Double.isNaN(value))
                        .average()
                        .orElse(Double.NaN);
        double[][][] own =
                errors.computeIfAbsent(
                        forecast.series(), _ -> new double[METHODS.size()][HOURS.size()][2]);
        for (Step step : forecast.steps()) {
            int then = known - 1 + step.horizon();
            if (then >= part.length() || Double.isNaN(part.at(then))) {
                continue;
            }
            double[] said = {
                step.said()[Voice.LAST_VALUE.ordinal()],
                mean,
                step.said()[Voice.DAY_AGO.ordinal()],
                step.said()[Voice.WEEK_AGO.ordinal()],
                step.p50()
            };
            for (int method = 0; method < said.length; method++) {
                if (!Double.isNaN(said[method])) {
                    own[method][column][0] += Math.abs(part.at(then) - said[method]) / scale;
                    own[method][column][1]++;
                }
            }
        }
    }

    private void print(PrintStream out, Set<String> groups) {
        out.printf("MASE of unseen series, mean over %d series%n", errors.size());
        table(out, "");
        for (String group : groups) {
            out.printf("%nof them %s, learned from the others%n", group);
            table(out, group);
        }
    }

    private void table(PrintStream out, String group) {
        out.printf("%-24s", "hours of history");
        HOURS.forEach(hours -> out.printf("%8d", hours));
        for (int method = 0; method < METHODS.size(); method++) {
            out.printf("%n%-24s", METHODS.get(method));
            for (int column = 0; column < HOURS.size(); column++) {
                double sum = 0;
                int count = 0;
                for (Map.Entry<String, double[][][]> own : errors.entrySet()) {
                    double[] error = own.getValue()[method][column];
                    // those that can be said of all of a day's horizons
                    if (own.getKey().startsWith(group)
                            && error[1] > 0.9 * own.getValue()[0][column][1]) {
                        sum += error[0] / error[1];
                        count++;
                    }
                }
                out.print(count == 0 ? "       -" : "%8.3f".formatted(sum / count));
            }
        }
        out.println();
    }
}
