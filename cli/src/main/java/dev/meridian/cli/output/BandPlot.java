package dev.meridian.cli.output;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A series with a band, as text: what was, then what is to come.
///
/// @param unicode whether the terminal shows more than ASCII
public record BandPlot(boolean unicode, int height) {

    /// One column of it. What is null is not drawn.
    ///
    /// @param actual what came
    /// @param middle what was or is expected
    public record Slice(
            @Nullable Double actual,
            @Nullable Double low,
            @Nullable Double middle,
            @Nullable Double high) {}

    /// Lines from the top to the bottom, each with its value at the left; nothing without a value.
    public List<String> draw(List<Slice> slices) {
        double most = 0;
        double least = Double.MAX_VALUE;
        for (Slice slice : slices) {
            for (Double value : values(slice)) {
                most = Math.max(most, value);
                least = Math.min(least, value);
            }
        }
        if (least == Double.MAX_VALUE) {
            return List.of();
        }
        // bands near nothing are read against nothing
        double bottom = least < most / 3 ? Math.min(0, least) : least;
        double step = Math.max(1e-9, (most - bottom) / Math.max(1, height - 1));
        List<String> lines = new ArrayList<>();
        for (int row = height - 1; row >= 0; row--) {
            var line = new StringBuilder();
            for (Slice slice : slices) {
                line.append(cell(slice, row, bottom, step));
            }
            lines.add(
                    "%9s %s%s"
                            .formatted(
                                    number(bottom + row * step),
                                    unicode ? "│" : "|",
                                    line.toString().stripTrailing()));
        }
        return Collections.unmodifiableList(lines);
    }

    private static List<Double> values(Slice slice) {
        List<Double> values = new ArrayList<>();
        for (Double value : new Double[] {slice.actual, slice.low, slice.middle, slice.high}) {
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    private char cell(Slice slice, int row, double bottom, double step) {
        if (slice.actual != null && row == row(slice.actual, bottom, step)) {
            return unicode ? '•' : '*';
        }
        if (slice.middle != null && row == row(slice.middle, bottom, step)) {
            return unicode ? '─' : '-';
        }
        boolean within =
                slice.low != null
                        && slice.high != null
                        && row >= row(slice.low, bottom, step)
                        && row <= row(slice.high, bottom, step);
        return within ? (unicode ? '░' : ':') : ' ';
    }

    private static int row(double value, double bottom, double step) {
        return (int) Math.round((value - bottom) / step);
    }

    /// Three digits that count.
    public static String number(double value) {
        double size = Math.abs(value);
        if (size >= 1e6) {
            return "%.3g".formatted(value);
        }
        return size >= 100 || value == Math.rint(value)
                ? "%.0f".formatted(value)
                : size >= 10 ? "%.1f".formatted(value) : "%.2f".formatted(value);
    }
}
