package dev.meridian.controlplane.forecast.model.anomaly;

import java.nio.ByteBuffer;

/// A mean that forgets: of everything at first, later of about as many values as it remembers.
final class Average {
    static final int BYTES = 2 * Double.BYTES + Long.BYTES;

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
        into.putDouble(memory).putDouble(value).putLong(seen);
    }

    static Average read(ByteBuffer from) {
        Average average = new Average(from.getDouble());
        average.value = from.getDouble();
        average.seen = from.getLong();
        return average;
    }
}
