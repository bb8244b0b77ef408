package dev.meridian.controlplane.forecast.model.expert;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// The value of the same slot one season ago; a slot that was missing keeps the one before it.
public final class SeasonalNaive implements Expert {
    private final double[] slots;
    private int next;

    /// @param season steps in a season
    public SeasonalNaive(int season) {
        slots = new double[season];
        Arrays.fill(slots, Double.NaN);
    }

    @Override
    public String name() {
        return "seasonal naive";
    }

    @Override
    public void observe(double value) {
        if (!Double.isNaN(value)) {
            slots[next] = value;
        }
        next = (next + 1) % slots.length;
    }

    @Override
    public double forecast(int horizon) {
        return slots[(next + horizon - 1) % slots.length];
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(next);
        for (double slot : slots) {
            out.writeFloat((float) slot);
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        next = in.readInt() % slots.length;
        for (int i = 0; i < slots.length; i++) {
            slots[i] = in.readFloat();
        }
    }
}
