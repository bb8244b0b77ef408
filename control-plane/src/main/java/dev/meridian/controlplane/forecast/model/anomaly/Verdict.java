package dev.meridian.controlplane.forecast.model.anomaly;

/// What a detector says of one value.
public sealed interface Verdict {

    /// The value was no number, or too little was seen before it.
    record Unknown() implements Verdict {}

    /// As it should be, or not.
    ///
    /// @param anomalous as unlikely as the sensitivity asks for
    /// @param score powers of ten: 4 is of a value that is seen once in 10,000
    /// @param band that it was expected in
    /// @param observed the value; where it is within the band and the drift of the last ones is
    ///   what left it, where they have drifted to
    record Judged(boolean anomalous, double score, Band band, double observed) implements Verdict {}

    static boolean anomalous(Verdict verdict) {
        return verdict instanceof Judged judged && judged.anomalous();
    }
}
