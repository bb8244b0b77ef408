package dev.meridian.controlplane.forecast.model;

import java.util.SplittableRandom;

/// Made-up demand with a beat of day and week, trend, noise, and a change of level.
public final class Demand {
    private Demand() {}

    /// @param day steps in a day
    public static double[] of(int length, int day, long seed) {
        SplittableRandom dice = new SplittableRandom(seed);
        double level = 100 + 900 * dice.nextDouble();
        double phase = dice.nextInt(day);
        double weekend = 0.5 + 0.3 * dice.nextDouble();
        double trend = 0.2 * dice.nextDouble() / length;
        int shift = length / 3 + dice.nextInt(length / 3);
        double carried = 0;
        double[] values = new double[length];
        for (int t = 0; t < length; t++) {
            double turn = 2 * Math.PI * (t + phase) / day;
            double shape = 1 + 0.4 * Math.sin(turn) + 0.15 * Math.cos(2 * turn);
            double ofWeek = t / day % 7 >= 5 ? weekend : 1;
            carried = 0.9 * carried + 0.03 * dice.nextGaussian();
            values[t] =
                    level
                            * (shape * ofWeek * (1 + trend * t)
                                    + carried
                                    + 0.02 * dice.nextGaussian()
                                    + (t > shift ? 0.1 : 0));
        }
        return values;
    }
}
