package dev.meridian.controlplane.forecast.model.feature;

import java.util.Arrays;
import java.util.List;

/// What a model learns from or is asked: a table of numbers, NaN where one is missing, with a
/// target a row.
///
/// Grows at its end; a table of a hundred thousand rows is one array, not as many objects.
public final class Rows {
    private final List<String> names;
    private float[] numbers;
    private float[] targets;
    private int size;

    public Rows(List<String> names) {
        this.names = List.copyOf(names);
        numbers = new float[64 * names.size()];
        targets = new float[64];
    }

    public List<String> names() {
        return names;
    }

    public int width() {
        return names.size();
    }

    public int size() {
        return size;
    }

    /// Adds a copy of a row. An infinite number is taken for a missing one.
    public void add(float[] row, double target) {
        if (row.length != width()) {
            throw new IllegalArgumentException(
                    "A row has %d numbers, and %d names".formatted(row.length, width()));
        }
        if (size == targets.length) {
            int larger = size + size / 2;
            targets = Arrays.copyOf(targets, larger);
            numbers = Arrays.copyOf(numbers, larger * width());
        }
        for (int i = 0; i < row.length; i++) {
            numbers[size * width() + i] = Float.isInfinite(row[i]) ? Float.NaN : row[i];
        }
        targets[size++] = (float) target;
    }

    public float at(int row, int column) {
        return numbers[row * width() + column];
    }

    public float target(int row) {
        return targets[row];
    }

    public float[] row(int row) {
        return Arrays.copyOfRange(numbers, row * width(), (row + 1) * width());
    }

    /// All numbers, row by row.
    public float[] numbers() {
        return Arrays.copyOf(numbers, size * width());
    }
}
