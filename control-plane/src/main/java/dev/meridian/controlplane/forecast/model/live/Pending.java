package dev.meridian.controlplane.forecast.model.live;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/// Forecasts whose truth is not known yet: a ring for each horizon, as long as that horizon.
final class Pending {
    /// Columns after what the voices said: the residual of the model, its base, what was given, its
    /// lower and upper bound, the unit of its band, what its two memories would have said.
    static final int RESIDUAL = Voice.EXPERTS + 1;

    static final int BASE = RESIDUAL + 1;
    static final int GIVEN = BASE + 1;
    static final int LOW = GIVEN + 1;
    static final int HIGH = LOW + 1;
    static final int UNIT = HIGH + 1;
    static final int STEADY = UNIT + 1;
    static final int QUICK = STEADY + 1;
    static final int WIDTH = QUICK + 1;

    private final float[][] rings;
    private final int[] next;

    Pending(List<Integer> horizons) {
        rings = new float[horizons.size()][];
        next = new int[horizons.size()];
        for (int k = 0; k < rings.length; k++) {
            rings[k] = new float[horizons.get(k) * WIDTH];
            Arrays.fill(rings[k], Float.NaN);
        }
    }

    /// The forecast of that horizon whose truth comes now. Its place is that of the one to be
    /// written next.
    float[] due(int k) {
        return Arrays.copyOfRange(rings[k], next[k] * WIDTH, (next[k] + 1) * WIDTH);
    }

    /// Every horizon has one entry a tick, also one without a forecast.
    void put(int k, float[] entry) {
        System.arraycopy(entry, 0, rings[k], next[k] * WIDTH, WIDTH);
        next[k] = (next[k] + 1) % (rings[k].length / WIDTH);
    }

    /// What a model said will be held against nobody.
    void forgetResiduals() {
        for (float[] ring : rings) {
            for (int i = RESIDUAL; i < ring.length; i += WIDTH) {
                ring[i] = Float.NaN;
            }
        }
    }

    void save(DataOutput out) throws IOException {
        for (int k = 0; k < rings.length; k++) {
            out.writeInt(next[k]);
            for (float number : rings[k]) {
                out.writeFloat(number);
            }
        }
    }

    void load(DataInput in) throws IOException {
        for (int k = 0; k < rings.length; k++) {
            next[k] = in.readInt();
            for (int i = 0; i < rings[k].length; i++) {
                rings[k][i] = in.readFloat();
            }
        }
    }
}
