package dev.meridian.controlplane.commands.trials;

import static dev.meridian.controlplane.commands.trials.Sheet.number;

import dev.meridian.controlplane.forecast.learn.LiveLearning;
import dev.meridian.controlplane.forecast.model.Series;
import dev.meridian.controlplane.forecast.model.feature.Rows;
import dev.meridian.controlplane.forecast.model.live.Cadence;
import dev.meridian.controlplane.forecast.model.live.Lessons;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/// Whether it helps to learn from changed copies of the histories besides: Um et al. (2017), Le
/// Guennec et al. (2016).
final class Augmentation implements Experiment {
    private static final int ROWS = 30_000;
    private static final double NOISE = 0.1;
    private static final double SPREAD = 0.3;

    private static final Map<String, BiFunction<double[], SplittableRandom, double[]>> WAYS =
            new LinkedHashMap<>();

    static {
        WAYS.put("jitter", Augmentation::jittered);
        WAYS.put("scaling", Augmentation::scaled);
        WAYS.put("window warping", Augmentation::warped);
    }

    @Override
    public Sheet run(Halves halves, Consumer<String> progress) {
        Sample sample = Sample.of(halves);
        Sheet sheet = new Sheet("learned from", "rows", "error later", "training s");
        row("the series", sample.known(), sample, halves, sheet);
        Lessons lessons = new Lessons(Cadence.quarters());
        row(
                "the series with twice the rows",
                lessons.of(halves.known(), 2 * ROWS, 1),
                sample,
                halves,
                sheet);
        WAYS.forEach((name, way) -> {
            SplittableRandom dice = new SplittableRandom(1);
            List<Series> copies =
                    halves.known().stream()
                            .map(one ->
                                    Series.of(
                                            one.start(), one.step(), way.apply(one.values(), dice)))
                            .toList();
            Rows more = new Rows(sample.known().names());
            add(more, sample.known());
            add(more, lessons.of(copies, ROWS, 3));
            row("and copies by " + name, more, sample, halves, sheet);
            progress.accept(name + " is judged");
        });
        return sheet;
    }

    private static void row(String words, Rows rows, Sample sample, Halves halves, Sheet sheet) {
        Judged judged = Judged.learn(LiveLearning.usual(), rows, halves.training());
        sheet.row(
                words,
                String.valueOf(rows.size()),
                number("%.4f", judged.left(sample.later())),
                number("%.1f", judged.seconds()));
    }

    private static void add(Rows all, Rows some) {
        for (int row = 0; row < some.size(); row++) {
            all.add(some.row(row), some.target(row));
        }
    }

    /// Noise of a tenth of the usual change from step to step.
    static double[] jittered(double[] values, SplittableRandom dice) {
        double change = 0;
        int count = 0;
        for (int i = 1; i < values.length; i++) {
            double step = Math.abs(values[i] - values[i - 1]);
            if (!Double.isNaN(step)) {
                change += step;
                count++;
            }
        }
        double noise = NOISE * change / Math.max(1, count);
        return Arrays.stream(values).map(value -> value + noise * dice.nextGaussian()).toArray();
    }

    /// Farther from its mean, or nearer. A factor alone would change nothing: rows know no unit.
    static double[] scaled(double[] values, SplittableRandom dice) {
        double mean =
                Arrays.stream(values).filter(value -> !Double.isNaN(value)).average().orElse(0);
        double factor = Math.exp(SPREAD * dice.nextGaussian());
        return Arrays.stream(values).map(value -> mean + factor * (value - mean)).toArray();
    }

    /// A tenth of it, somewhere, runs at half or double speed; the end is cut or repeats the day
    /// before.
    static double[] warped(double[] values, SplittableRandom dice) {
        int length = Math.max(1, values.length / 10);
        int from = dice.nextInt(Math.max(1, values.length - 2 * length));
        double speed = dice.nextBoolean() ? 2 : 0.5;
        double[] warped = new double[values.length];
        double at = 0;
        for (int i = 0; i < warped.length; i++) {
            int source = (int) at;
            warped[i] = values[Math.min(values.length - 1, source)];
            at += source >= from && source < from + length ? speed : 1;
            if (at >= values.length) {
                at -= Math.min(values.length, 96);
            }
        }
        return warped;
    }
}
