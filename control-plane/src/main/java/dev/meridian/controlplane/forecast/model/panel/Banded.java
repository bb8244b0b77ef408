package dev.meridian.controlplane.forecast.model.panel;

/// The next steps of one series with a 95 % band.
///
/// @param middle the median
/// @param low the lower end of the band
/// @param high its upper end
public record Banded(double[] middle, double[] low, double[] high) {

    /// A band as far below as above.
    static Banded around(double[] middle, double[] widths) {
        double[] low = new double[middle.length];
        double[] high = new double[middle.length];
        for (int h = 0; h < middle.length; h++) {
            low[h] = middle[h] - widths[h];
            high[h] = middle[h] + widths[h];
        }
        return new Banded(middle, low, high);
    }
}
