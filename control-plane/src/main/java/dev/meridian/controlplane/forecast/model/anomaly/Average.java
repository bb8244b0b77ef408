package dev.meridian.controlplane.forecast.model.anomaly;

import java.nio.ByteBuffer;

/// A mean that forgets: of everything at first, later of about as many values as it remembers.
final class Average {
    static final int BYTES = Float.BYTES + Integer.BYTES;

    private final double memory;
    private double value;
    private long seen;

    /// @param memory in values
    Average(double memory) {
        this.memory = memory;
    }

    double value() {
        return value;
    }

    long seen() {
        return seen;
    }

    void learn(double next) {
        seen++;
        value += (next - value) * Math.max(1 / memory, 1.0 / seen);
    }

    void write(ByteBuffer into) {
        into.putFloat((float) value).putInt((int) Math.min(seen, Integer.MAX_VALUE));
    }

    static Average read(ByteBuffer from, double memory) {
        Average average = new Average(memory);
        average.value = from.getFloat();
        average.seen = from.getInt();
        return average;
    }
}
