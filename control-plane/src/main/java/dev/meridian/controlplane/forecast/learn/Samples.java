package dev.meridian.controlplane.forecast.learn;

import dev.meridian.controlplane.forecast.model.feature.Rows;

/// Fewer rows, evenly taken.
final class Samples {
    private Samples() {}

    static Rows of(Rows rows, int most) {
        if (rows.size() <= most) {
            return rows;
        }
        Rows sample = new Rows(rows.names());
        for (int i = 0; i < most; i++) {
            int row = (int) ((long) i * rows.size() / most);
            sample.add(rows.row(row), rows.target(row));
        }
        return sample;
    }
}
