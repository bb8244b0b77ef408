package dev.meridian.controlplane.forecast.model.runtime;

/// What a learned model adds to the chain of medians; see [History].
public interface Correction {
    Correction NONE =
            new Correction() {
                @Override
                public double of(float[] features) {
                    return 0;
                }

                @Override
                public Gate gate() {
                    return Gate.CLOSED;
                }
            };

    /// The logarithm of the factor by which the value will exceed the chain's median.
    ///
    /// @param features in the order of [Chain#FEATURES]
    double of(float[] features);

    Gate gate();

    /// How far the correction is trusted, found on later runs than those it was learned from.
    ///
    /// @param share 0 … 1 of the correction that is applied
    /// @param low logarithm of p10 over p50, from the errors on those runs
    /// @param high logarithm of p90 over p50
    record Gate(double share, double low, double high) {
        public static final Gate CLOSED = new Gate(0, 0, 0);
    }
}
