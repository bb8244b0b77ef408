package dev.meridian.controlplane.commands;

import dev.meridian.controlplane.forecast.model.Learned;
import dev.meridian.controlplane.forecast.model.Series;
import dev.meridian.controlplane.forecast.model.live.Cadence;
import dev.meridian.controlplane.forecast.model.live.Forecaster;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/// What a tick costs that takes in one value of each series and forecasts all of them.
///
/// @param count of the series
record TickBench(int count, PrintStream out) {
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final Instant BEGAN = Instant.parse("2026-01-05T00:00:00Z");
    private static final int DAY = 96;
    private static final int HISTORY = 8 * DAY;
    private static final int TICKS = 8;

    /// One series is seeded, its state is that of all, and ticks bring values drawn at random.
    void run(Learned model) {
        Forecaster forecaster = new Forecaster(Cadence.quarters());
        SplittableRandom dice = new SplittableRandom(1);
        double[] levels = new double[count];
        Arrays.setAll(levels, _ -> 10 + 1000 * dice.nextDouble());
        long began = System.nanoTime();
        double[] values = new double[HISTORY];
        for (int t = 0; t < HISTORY; t++) {
            values[t] = value(levels[0], t, dice);
        }
        forecaster.seed("s0", Series.of(BEGAN, QUARTER, values));
        out.printf("%none series seeded with 8 days in %.3f s%n", seconds(began));
        byte[] state = forecaster.save("s0");
        for (int i = 1; i < count; i++) {
            forecaster.load("s" + i, state);
        }
        forecaster.model(model);
        for (int tick = 0; tick < TICKS; tick++) {
            Map<String, Double> now = new HashMap<>();
            for (int i = 0; i < count; i++) {
                now.put("s" + i, value(levels[i], HISTORY + tick, dice));
            }
            Instant at = BEGAN.plus(QUARTER.multipliedBy(HISTORY + tick));
            long cpu = cpu();
            began = System.nanoTime();
            int given = forecaster.tick(at, now).stream().mapToInt(f -> f.steps().size()).sum();
            out.printf(
                    "tick %d: %,d forecasts in %.2f s, %.2f s of processor time%n",
                    tick + 1, given, seconds(began), (cpu() - cpu) / 1e9);
        }
        out.printf("state of one series: %,d bytes%n", forecaster.save("s0").length);
    }

    private static double value(double level, int t, SplittableRandom dice) {
        return level * (1 + 0.3 * Math.sin(2 * Math.PI * t / DAY) + 0.1 * dice.nextDouble());
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
