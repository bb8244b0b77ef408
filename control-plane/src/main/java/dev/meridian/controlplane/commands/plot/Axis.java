package dev.meridian.controlplane.commands.plot;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/// What is drawn along one side, and where its ticks are.
///
/// @param label with its unit
/// @param low where it begins; values below are drawn at the edge
/// @param high where it ends, above `low`
/// @param along moves a value to a measure that grows evenly: itself, or its logarithm
public record Axis(
        String label, double low, double high, List<Tick> ticks, DoubleUnaryOperator along) {
    private static final int ABOUT = 5;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM", Locale.ROOT).withZone(ZoneOffset.UTC);

    /// @param at its value
    public record Tick(double at, String text) {}

    public Axis {
        ticks = List.copyOf(ticks);
        if (!(low < high)) {
            throw new IllegalArgumentException("no axis from %s to %s".formatted(low, high));
        }
    }

    /// Ticks at 1, 2 or 5 times a power of ten.
    public static Axis of(String label, double low, double high) {
        double room = Math.max(1e-12, high - low);
        double power = Math.pow(10, Math.floor(Math.log10(room / ABOUT)));
        double step = power;
        for (double each : new double[] {2, 5, 10}) {
            step = room / step > ABOUT + 2 ? power * each : step;
        }
        List<Tick> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
            ticks.add(new Tick(i * step, number(i * step, step)));
        }
        return new Axis(label, low, low + room, ticks, DoubleUnaryOperator.identity());
    }

    /// From a round number below the least to one above the largest of the values, NaN left out.
    public static Axis around(String label, double... values) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            low = value < low ? value : low;
            high = value > high ? value : high;
        }
        if (low > high) {
            return of(label, 0, 1);
        }
        double margin = high > low ? 0.04 * (high - low) : Math.max(1, Math.abs(high)) * 0.1;
        // nothing that is measured here goes below nothing
        return of(label, low >= 0 ? Math.max(0, low - margin) : low - margin, high + margin);
    }

    /// The same distance for each factor.
    ///
    /// @param ticks all above 0
    public static Axis byFactors(String label, double low, double high, List<Tick> ticks) {
        return new Axis(label, low, high, ticks, Math::log);
    }

    /// Places one beside the other, numbered from 0.
    public static Axis places(String label, List<String> names) {
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            ticks.add(new Tick(i, names.get(i)));
        }
        return new Axis(label, -0.5, names.size() - 0.5, ticks, DoubleUnaryOperator.identity());
    }

    /// Seconds since 1970 in UTC; ticks are midnights.
    public static Axis days(String label, Instant from, Instant to) {
        long days = Math.max(1, Duration.between(from, to).toDays());
        Duration step = Duration.ofDays((days + 9) / 10);
        List<Tick> ticks = new ArrayList<>();
        Instant day =
                from.atOffset(ZoneOffset.UTC)
                        .toLocalDate()
                        .atStartOfDay()
                        .toInstant(ZoneOffset.UTC);
        for (Instant at = day; !at.isAfter(to); at = at.plus(step)) {
            if (!at.isBefore(from)) {
                ticks.add(new Tick(at.getEpochSecond(), DAY.format(at)));
            }
        }
        return new Axis(
                label,
                from.getEpochSecond(),
                to.getEpochSecond(),
                ticks,
                DoubleUnaryOperator.identity());
    }

    /// 0 at the beginning of the axis, 1 at its end.
    double part(double value) {
        double from = along.applyAsDouble(low);
        double to = along.applyAsDouble(high);
        return (along.applyAsDouble(Math.clamp(value, low, high)) - from) / (to - from);
    }

    private static String number(double value, double step) {
        int digits = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
        return String.format(Locale.ROOT, "%,." + digits + "f", value == 0 ? 0.0 : value);
    }
}
