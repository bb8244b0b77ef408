package dev.meridian.controlplane.forecast.model.weigh;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Tells when errors have become larger for good.
///
/// Page (1954), in the form of Gama et al. (2014), "A survey on concept drift adaptation": the sum
/// of what errors are above their mean and a tolerance, against its own minimum.
public final class PageHinkley {
    private static final double TOLERANCE = 0.25;
    private static final double ALARM = 30;
    private static final int WARM_UP = 96;
    private static final double FORGETS = 0.001;
    private static final double LARGEST = 6;

    private double mean;
    private double sum;
    private double least;
    private int told;

    /// @param error the size of an error, in units of what is usual for the series
    /// @return whether the errors have drifted; it begins anew then
    public boolean told(double error) {
        double bounded = Math.min(LARGEST, error);
        told = Math.min(told + 1, 1 << 20);
        mean += Math.max(FORGETS, 1.0 / told) * (bounded - mean);
        if (told <= WARM_UP) {
            return false;
        }
        sum += bounded - mean - TOLERANCE;
        least = Math.min(least, sum);
        if (sum - least > ALARM) {
            begin();
            return true;
        }
        return false;
    }

    private void begin() {
        mean = 0;
        sum = 0;
        least = 0;
        told = 0;
    }

    public void save(DataOutput out) throws IOException {
        out.writeDouble(mean);
        out.writeDouble(sum);
        out.writeDouble(least);
        out.writeInt(told);
    }

    public void load(DataInput in) throws IOException {
        mean = in.readDouble();
        sum = in.readDouble();
        least = in.readDouble();
        told = in.readInt();
    }
}
