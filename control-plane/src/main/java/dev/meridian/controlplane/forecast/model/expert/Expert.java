package dev.meridian.controlplane.forecast.model.expert;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// A forecaster of one series whose state has a fixed size and takes one value at a time.
public interface Expert {

    String name();

    /// Takes the value of the next step; NaN where it is missing.
    void observe(double value);

    /// What it expects that many steps after the last one; NaN while it knows too little.
    ///
    /// @param horizon at least 1
    double forecast(int horizon);

    void save(DataOutput out) throws IOException;

    /// Takes over a state that the same kind of expert saved.
    void load(DataInput in) throws IOException;

    /// The next `horizons` steps.
    default double[] path(int horizons) {
        double[] path = new double[horizons];
        for (int h = 1; h <= horizons; h++) {
            path[h - 1] = forecast(h);
        }
        return path;
    }
}
