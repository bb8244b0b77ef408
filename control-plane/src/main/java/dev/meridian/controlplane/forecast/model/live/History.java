package dev.meridian.controlplane.forecast.model.live;

import dev.meridian.controlplane.forecast.model.feature.Window;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// The last three weeks of a series, in a ring.
final class History implements Window {
    private final float[] values;
    private int next;
    private int count;

    History(int kept) {
        values = new float[kept];
    }

    void add(double value) {
        values[next] = (float) Math.clamp(value, -Float.MAX_VALUE, Float.MAX_VALUE);
        next = next + 1 == values.length ? 0 : next + 1;
        count = Math.min(count + 1, values.length);
    }

    @Override
    public double ago(int steps) {
        if (steps < 0 || steps >= count) {
            return Double.NaN;
        }
        int at = next - 1 - steps;
        return values[at < 0 ? at + values.length : at];
    }

    int count() {
        return count;
    }

    /// All of it, oldest first.
    double[] values() {
        double[] copy = new double[count];
        for (int i = 0; i < count; i++) {
            copy[i] = ago(count - 1 - i);
        }
        return copy;
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(count);
        for (int i = count - 1; i >= 0; i--) {
            out.writeFloat((float) ago(i));
        }
    }

    void load(DataInput in) throws IOException {
        next = 0;
        count = 0;
        for (int left = in.readInt(); left > 0; left--) {
            add(in.readFloat());
        }
    }
}
