package dev.meridian.controlplane.forecast.model.runtime;

/// The runs of one kind. What is expected of the next is the median of the last ten, which follows
/// a change of habits at once, or of the last hundred, which no burst of failures deceives:
/// whichever foretold more of this kind's own runs within a factor of two lately.
final class Kind {
    /// So that it can be asked what was known when a long run began.
    private static final int REMEMBERED = 4096;

    private static final int FEW = 10;
    private static final int MANY = 100;

    /// In runs.
    private static final double MEMORY = 100;

    private static final double TWICE = Math.log(2);

    private final Recent runs = new Recent(REMEMBERED);
    private double missedByFew;
    private double missedByMany;

    /// Logarithms of those that the next is compared with, the newest first.
    ///
    /// @param at seconds: what was known then
    double[] before(long at) {
        return runs.before(at, missedByMany < missedByFew ? MANY : FEW);
    }

    /// @param began when it could have been asked about
    /// @param known when it became known
    void add(long began, long known, double log) {
        double[] few = runs.before(began, FEW);
        if (few.length > 0) {
            missedByFew = forget(missedByFew, few, log);
            missedByMany = forget(missedByMany, runs.before(began, MANY), log);
        }
        runs.add(known, log);
    }

    private static double forget(double missed, double[] logs, double log) {
        boolean miss = Math.abs(log - Recent.median(logs)) > TWICE;
        return missed + ((miss ? 1 : 0) - missed) / MEMORY;
    }
}
