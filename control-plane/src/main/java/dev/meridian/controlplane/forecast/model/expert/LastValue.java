package dev.meridian.controlplane.forecast.model.expert;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Tomorrow is as now: the last measured value at every horizon.
///
/// Hard to beat on demand for accelerators within four hours.
public final class LastValue implements Expert {
    private double last = Double.NaN;

    @Override
    public String name() {
        return "last value";
    }

    @Override
    public void observe(double value) {
        if (!Double.isNaN(value)) {
            last = value;
        }
    }

    @Override
    public double forecast(int horizon) {
        return last;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeDouble(last);
    }

    @Override
    public void load(DataInput in) throws IOException {
        last = in.readDouble();
    }
}
