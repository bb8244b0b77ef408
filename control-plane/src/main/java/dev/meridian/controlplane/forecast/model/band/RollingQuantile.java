package dev.meridian.controlplane.forecast.model.band;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// Quantiles of the last few hundred errors, kept in order as they come and go.
///
/// Adding one moves a part of a small array; asking costs nothing.
public final class RollingQuantile {
    private final float[] byAge;
    private final double[] byValue;
    private int count;
    private int oldest;

    /// @param kept how many errors are remembered
    public RollingQuantile(int kept) {
        byAge = new float[kept];
        byValue = new double[kept];
    }

    public int count() {
        return count;
    }

    /// Remembers an error and forgets the oldest where there is no room; NaN is not remembered.
    public void add(double error) {
        if (Double.isNaN(error)) {
            return;
        }
        float rounded = (float) Math.clamp(error, -1e30, 1e30);
        if (count == byAge.length) {
            remove(byAge[oldest]);
            byAge[oldest] = rounded;
            oldest = (oldest + 1) % byAge.length;
        } else {
            byAge[(oldest + count) % byAge.length] = rounded;
        }
        insert(rounded);
    }

    private void remove(double value) {
        int at = Arrays.binarySearch(byValue, 0, count, value);
        System.arraycopy(byValue, at + 1, byValue, at, count - at - 1);
        count--;
    }

    private void insert(double value) {
        int found = Arrays.binarySearch(byValue, 0, count, value);
        int at = found < 0 ? -found - 1 : found;
        System.arraycopy(byValue, at, byValue, at + 1, count - at);
        byValue[at] = value;
        count++;
    }

    /// What a further error stays below with that probability; see [ConformalQuantile].
    public double upper(double probability) {
        return ConformalQuantile.ofSorted(byValue, count, probability);
    }

    /// What a further error stays above with that probability.
    public double lower(double probability) {
        if (count == 0) {
            return 0;
        }
        int rank = (int) Math.ceil((count + 1) * probability);
        return byValue[Math.clamp(count - rank, 0, count - 1)];
    }

    public void save(DataOutput out) throws IOException {
        out.writeInt(count);
        for (int i = 0; i < count; i++) {
            out.writeFloat(byAge[(oldest + i) % byAge.length]);
        }
    }

    public void load(DataInput in) throws IOException {
        count = 0;
        oldest = 0;
        for (int left = in.readInt(); left > 0; left--) {
            add(in.readFloat());
        }
    }
}
