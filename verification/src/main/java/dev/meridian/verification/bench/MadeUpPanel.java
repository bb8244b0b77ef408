package dev.meridian.verification.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// Made-up hourly series in the shape of the M4 competition's: `make bench-backtest`.
///
/// A day with a few harmonics, a weekend of its own, days of more or less, a slow wander, noise,
/// and in some a change of level or spikes. Two of five have 700 points and the others 960, 48 more
/// are the truth. Series begin on any day of the week.
public final class MadeUpPanel {
    private static final int HORIZON = 48;
    private static final int DAY = 24;
    private static final int WEEK = 7 * DAY;
    private static final int SHORT = 700;
    private static final int LONG = 960;
    private static final double SHARE_OF_SHORT = 169 / 414.0;
    private static final int HARMONICS = 4;

    private final SplittableRandom dice;

    private MadeUpPanel(long seed) {
        dice = new SplittableRandom(seed);
    }

    /// @param arguments a folder, how many series, a seed
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        int count = Integer.parseInt(arguments[1]);
        MadeUpPanel panel = new MadeUpPanel(Long.parseLong(arguments[2]));
        List<String> train = new ArrayList<>();
        List<String> test = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int known = i < count * SHARE_OF_SHORT ? SHORT : LONG;
            double[] values = panel.series(known + HORIZON);
            train.add(row(i, values, 0, known));
            test.add(row(i, values, known, values.length));
        }
        Files.write(folder.resolve("train.csv"), train);
        Files.write(folder.resolve("test.csv"), test);
    }

    private static String row(int number, double[] values, int from, int until) {
        StringBuilder row = new StringBuilder("\"H%d\"".formatted(number + 1));
        for (int i = from; i < until; i++) {
            row.append(',').append(String.format(Locale.ROOT, "%.1f", values[i]));
        }
        return row.toString();
    }

    private double[] series(int length) {
        double[] weekday = harmonics();
        double[] weekend = harmonics();
        double likeness = dice.nextDouble(0.4, 1);
        double weekendLevel = -dice.nextDouble(0, 0.8);
        double memory = dice.nextDouble(0.97, 0.998);
        double wander = Math.exp(dice.nextDouble(-5, -2.3));
        double noise = Math.exp(dice.nextDouble(-4, -1.2));
        double days = Math.exp(dice.nextDouble(-4, -2));
        double spikes = dice.nextInt(6) == 0 ? 0.01 : 0;
        int step = dice.nextInt(7) == 0 ? dice.nextInt(100, length) : length;
        double stepSize = dice.nextGaussian();
        double level = Math.pow(10, dice.nextDouble(1.2, 4.5));
        double swing = Math.exp(dice.nextDouble(-2.5, -0.5));
        int first = dice.nextInt(WEEK);
        double[] values = new double[length];
        double drift = 0;
        double ofDay = 1;
        for (int i = 0; i < length; i++) {
            int at = (first + i) % WEEK;
            if (at % DAY == 0) {
                ofDay = 1 + days * dice.nextGaussian();
            }
            drift = memory * drift + wander * dice.nextGaussian();
            double usual = weekday[at % DAY];
            if (at >= 5 * DAY) {
                usual = likeness * usual + (1 - likeness) * weekend[at % DAY] + weekendLevel;
            }
            double spike = dice.nextDouble() < spikes ? -2 * Math.log(1 - dice.nextDouble()) : 0;
            double value = ofDay * usual + drift + noise * dice.nextGaussian() + spike;
            value += i >= step ? stepSize : 0;
            values[i] = level * Math.max(0.02, 1 + swing * value);
        }
        return values;
    }

    /// The course of a day.
    private double[] harmonics() {
        double[] day = new double[DAY];
        for (int k = 1; k <= HARMONICS; k++) {
            double size = 1.5 * dice.nextGaussian() / k;
            double turn = dice.nextDouble(2 * Math.PI);
            for (int hour = 0; hour < DAY; hour++) {
                day[hour] += size * Math.cos(2 * Math.PI * k * hour / DAY + turn);
            }
        }
        return day;
    }
}
