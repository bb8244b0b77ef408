package dev.meridian.controlplane.forecast.model.anomaly;

/// What a series was expected to show; it leaves this band as seldom as the sensitivity says.
public record Band(double low, double expected, double high) {

    public Band {
        if (!(low <= expected && expected <= high)) {
            throw new IllegalArgumentException(
                    "no band: %s, %s, %s".formatted(low, expected, high));
        }
    }

    static Band around(double expected, double half) {
        // sums of the largest numbers would be infinite
        double most = Double.MAX_VALUE;
        return new Band(
                Math.max(-most, expected - half), expected, Math.min(most, expected + half));
    }
}
