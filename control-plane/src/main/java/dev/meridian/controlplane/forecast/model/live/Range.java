package dev.meridian.controlplane.forecast.model.live;

import dev.meridian.controlplane.forecast.model.band.AdaptiveLevel;
import dev.meridian.controlplane.forecast.model.band.RollingQuantile;
import dev.meridian.controlplane.forecast.model.weigh.Gate;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// What horizons of one range share: the gate of the model, and the band.
final class Range {
    static final double TARGET = 0.05;
    private static final int ENOUGH = 60;

    final Gate gate = new Gate();
    final RollingQuantile errors;
    final AdaptiveLevel upper = new AdaptiveLevel(TARGET);
    final AdaptiveLevel lower = new AdaptiveLevel(TARGET);

    /// @param kept how many errors make the band
    Range(int kept) {
        errors = new RollingQuantile(kept);
    }

    /// The upper end of the band, in units of its series.
    double high(Range pooled) {
        return errors.count() >= ENOUGH
                ? stretched(errors.upper(1 - upper.alpha()), upper.stretch(), 1)
                : Math.max(pooled.errors.upper(1 - TARGET), errors.upper(1 - TARGET));
    }

    /// The lower end.
    double low(Range pooled) {
        return errors.count() >= ENOUGH
                ? stretched(errors.lower(1 - lower.alpha()), lower.stretch(), -1)
                : Math.min(pooled.errors.lower(1 - TARGET), errors.lower(1 - TARGET));
    }

    /// A bound on the wrong side of the forecast is no nearer to the truth when it is stretched.
    private static double stretched(double bound, double times, int side) {
        return bound * side > 0 ? bound * times : bound;
    }

    void save(DataOutput out) throws IOException {
        gate.save(out);
        errors.save(out);
        upper.save(out);
        lower.save(out);
    }

    void load(DataInput in) throws IOException {
        gate.load(in);
        errors.load(in);
        upper.load(in);
        lower.load(in);
    }
}
