package dev.meridian.controlplane.commands;

import dev.meridian.controlplane.forecast.model.measure.Score;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// `forecast backtest`: holds the forecasts of this system, and of naive ones, against a truth.
final class ForecastBacktest {
    static final String USAGE =
            """
            Usage: java -jar control-plane.jar forecast backtest
              --train=FILE --test=FILE  one series a row, its id first, as in the M4 competition
              [--horizon=48]            steps to forecast
              [--season=24]             steps in a day
              [--naive2=FILE]           forecasts of Naive2, for OWA; computed where absent
              [--csv=FILE]              method,smape,mase,owa,msis,coverage95,seconds
            or
              --long=FILE               one reading a row: rolling origins on a long series
              [--time=timestamp] [--value=value]   names of its columns
              [--step=15m] [--horizon=96]          the farthest: a day where absent
              [--csv=FILE]\
            """;

    private static final int MOST_STEPS = 10_000;
    private static final double MOST_IN_FULL = 1e6;
    private static final Set<String> WIDE =
            Set.of("train", "test", "horizon", "season", "naive2", "csv");

    private static final Set<String> LONG =
            Set.of("long", "time", "value", "step", "horizon", "csv");

    private ForecastBacktest() {}

    static int run(Options options, PrintStream out, PrintStream err) {
        List<Score> scores = options.has("long") ? rolling(options, err) : wide(options, err);
        print(scores, out);
        options.file("csv").ifPresent(file -> write(scores, file));
        return 0;
    }

    private static List<Score> wide(Options options, PrintStream err) {
        options.allow(WIDE);
        Optional<Path> train = options.file("train");
        Optional<Path> test = options.file("test");
        if (train.isEmpty() || test.isEmpty()) {
            throw new UsageError("--train and --test, or --long, are needed.");
        }
        WideBacktest backtest =
                new WideBacktest(
                        options.number("season", 24, MOST_STEPS),
                        options.number("horizon", 48, MOST_STEPS),
                        err::println);
        return backtest.run(train.get(), test.get(), options.file("naive2"));
    }

    private static List<Score> rolling(Options options, PrintStream err) {
        options.allow(LONG);
        Duration step = options.duration("step", Duration.ofMinutes(15));
        int day = (int) Math.max(1, Duration.ofDays(1).dividedBy(step));
        return new LongBacktest(step, options.number("horizon", day, MOST_STEPS), err::println)
                .run(
                        options.file("long").orElseThrow(),
                        options.text("time", "timestamp"),
                        options.text("value", "value"));
    }

    private static void print(List<Score> scores, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%-16s %8s %8s %8s %8s %11s %8s%n",
                "method",
                "sMAPE",
                "MASE",
                "OWA",
                "MSIS",
                "coverage95",
                "seconds");
        for (Score score : scores) {
            out.printf(
                    Locale.ROOT,
                    "%-16s %8s %8s %8s %8s %11s %8.1f%n",
                    score.method(),
                    figure(3, score.smape()),
                    figure(3, score.mase()),
                    figure(3, score.owa()),
                    figure(3, score.msis()),
                    figure(4, score.coverage()),
                    score.seconds());
        }
    }

    /// What is not known is a dash.
    private static String figure(int digits, double number) {
        if (!Double.isFinite(number)) {
            return "-";
        }
        String format = Math.abs(number) < MOST_IN_FULL ? "%." + digits + "f" : "%.1e";
        return String.format(Locale.ROOT, format, number);
    }

    /// What is not known is an empty cell.
    private static String cell(double number) {
        return Double.isFinite(number) ? String.format(Locale.ROOT, "%.6f", number) : "";
    }

    private static void write(List<Score> scores, Path file) {
        StringBuilder csv = new StringBuilder("method,smape,mase,owa,msis,coverage95,seconds\n");
        for (Score score : scores) {
            csv.append(
                    String.format(
                            Locale.ROOT,
                            "%s,%s,%s,%s,%s,%s,%.3f%n",
                            score.method(),
                            cell(score.smape()),
                            cell(score.mase()),
                            cell(score.owa()),
                            cell(score.msis()),
                            cell(score.coverage()),
                            score.seconds()));
        }
        try {
            Files.writeString(file, csv);
        } catch (IOException e) {
            throw new BadFile("%s cannot be written: %s.".formatted(file, e.getMessage()));
        }
    }
}
