package dev.meridian.controlplane.forecast.model.anomaly;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// What is usual at a time of a period, in equal slots, and how well that has foretold.
final class Profile {
    /// A slot moves this part of the way to what is seen in it, once per visit.
    private static final double PACE = 0.3;

    private static final double MEMORY = 200;

    private final float[] slots;
    private Average error = new Average(MEMORY);
    private int at = -1;
    private double sum;
    private int count;

    Profile(int slots) {
        this.slots = new float[slots];
        Arrays.fill(this.slots, Float.NaN);
    }

    static int bytes(int slots) {
        return slots * Float.BYTES + Average.BYTES + 2 * Integer.BYTES + Float.BYTES;
    }

    /// NaN where this time of the period was never seen.
    double expected(int slot) {
        return slots[slot % slots.length];
    }

    /// The mean of how far it was off; infinite until it has foretold a whole period.
    double error() {
        return error.seen() < slots.length ? Double.POSITIVE_INFINITY : error.value();
    }

    /// @param most an error above it counts as this much
    void learn(int slot, double value, double most) {
        double expected = expected(slot);
        if (!Double.isNaN(expected)) {
            error.learn(Math.min(Math.abs(value - expected), most));
        }
        int now = slot % slots.length;
        if (now != at) {
            settle();
            at = now;
        }
        sum += value;
        count++;
    }

    private void settle() {
        if (at >= 0 && count > 0) {
            double mean = sum / count;
            double old = slots[at];
            slots[at] = (float) (Double.isNaN(old) ? mean : old + PACE * (mean - old));
        }
        sum = 0;
        count = 0;
    }

    void write(ByteBuffer into) {
        into.putInt(at).putFloat((float) sum).putInt(count);
        error.write(into);
        for (float slot : slots) {
            into.putFloat(slot);
        }
    }

    static Profile read(ByteBuffer from, int slots) {
        Profile profile = new Profile(slots);
        profile.at = from.getInt();
        profile.sum = from.getFloat();
        profile.count = from.getInt();
        profile.error = Average.read(from, MEMORY);
        for (int i = 0; i < slots; i++) {
            profile.slots[i] = from.getFloat();
        }
        return profile;
    }
}
