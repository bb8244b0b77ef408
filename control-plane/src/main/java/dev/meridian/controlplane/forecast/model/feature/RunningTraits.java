package dev.meridian.controlplane.forecast.model.feature;

import dev.meridian.controlplane.forecast.model.Seasons;
import dev.meridian.controlplane.forecast.model.expert.Smoothing;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// The traits of a series that goes on, over about its last week.
public final class RunningTraits {
    private static final double FORGETS = 0.002;

    private final Mean daily = new Mean();
    private final Mean weekly = new Mean();
    private final Mean stepwise = new Mean();
    private final Mean size = new Mean();

    /// @param past with the new value as its last
    public void observe(Window past, Seasons seasons) {
        double value = past.ago(0);
        daily.told(Math.abs(value - past.ago(seasons.day())));
        weekly.told(Math.abs(value - past.ago(seasons.week())));
        stepwise.told(Math.abs(value - past.ago(1)));
        size.told(Math.abs(value));
    }

    /// The mean change from day to day; from step to step while there is no day before; a tenth of
    /// the size for one that never changes.
    public double scale() {
        double least = Math.max(1e-9, 1e-6 * size.orZero());
        if (daily.orZero() > least) {
            return daily.orZero();
        }
        if (stepwise.orZero() > least) {
            return stepwise.orZero();
        }
        return size.orZero() > 0 ? size.orZero() / 10 : 1;
    }

    public Traits with(Smoothing smoothing) {
        double scale = scale();
        return new Traits(
                scale,
                weekly.value() / scale,
                stepwise.value() / scale,
                size.value() / scale / 10,
                smoothing);
    }

    public void save(DataOutput out) throws IOException {
        for (Mean mean : new Mean[] {daily, weekly, stepwise, size}) {
            out.writeDouble(mean.value);
            out.writeInt(mean.told);
        }
    }

    public void load(DataInput in) throws IOException {
        for (Mean mean : new Mean[] {daily, weekly, stepwise, size}) {
            mean.value = in.readDouble();
            mean.told = in.readInt();
        }
    }

    static final class Mean {
        private double value;
        private int told;

        void told(double number) {
            if (!Double.isNaN(number)) {
                told++;
                value += Math.max(FORGETS, 1.0 / told) * (number - value);
            }
        }

        double value() {
            return told == 0 ? Double.NaN : value;
        }

        double orZero() {
            return told == 0 ? 0 : value;
        }
    }
}
