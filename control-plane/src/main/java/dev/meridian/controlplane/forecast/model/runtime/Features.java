package dev.meridian.controlplane.forecast.model.runtime;

import java.util.Arrays;

/// Named numbers about a run; what is unknown is left out, which is not the same as 0.
public final class Features {
    private String[] names = new String[40];
    private double[] values = new double[40];
    private int size;

    void add(String name, double value) {
        if (!Double.isFinite(value)) {
            return;
        }
        if (size == names.length) {
            names = Arrays.copyOf(names, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        names[size] = name;
        values[size++] = value;
    }

    public String[] names() {
        return Arrays.copyOf(names, size);
    }

    public double[] values() {
        return Arrays.copyOf(values, size);
    }
}
