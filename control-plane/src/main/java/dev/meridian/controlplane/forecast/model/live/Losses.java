package dev.meridian.controlplane.forecast.model.live;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// The recent mean error of every voice at every horizon, in the unit of the series.
///
/// Exponentially weighted, over about five days of ticks; a plain mean while there are fewer.
final class Losses {
    private static final double FORGETS = 0.002;

    private final double[][] losses;
    private final int[][] told;

    Losses(int horizons) {
        losses = new double[horizons][Voice.EXPERTS + 1];
        told = new int[horizons][Voice.EXPERTS + 1];
    }

    void told(int horizon, int voice, double error) {
        if (!Double.isNaN(error)) {
            int times = ++told[horizon][voice];
            double share = Math.max(FORGETS, 1.0 / times);
            losses[horizon][voice] += share * (error - losses[horizon][voice]);
        }
    }

    /// Of a voice that was never judged at that horizon: NaN.
    double of(int horizon, int voice) {
        return told[horizon][voice] == 0 ? Double.NaN : losses[horizon][voice];
    }

    /// The expert with the least error among those that speak; the last value while none is known.
    int best(int horizon, double[] said) {
        int best = 0;
        for (int expert = 1; expert < Voice.EXPERTS; expert++) {
            if (!Double.isNaN(said[expert])
                    && told[horizon][expert] > 0
                    && (told[horizon][best] == 0
                            || losses[horizon][expert] < losses[horizon][best])) {
                best = expert;
            }
        }
        return best;
    }

    /// After a drift: what was learned counts little against what comes.
    void doubt() {
        for (int[] times : told) {
            for (int voice = 0; voice < times.length; voice++) {
                times[voice] = Math.min(times[voice], 5);
            }
        }
    }

    /// For a new model: nothing is known of it.
    void forgetModel() {
        for (int horizon = 0; horizon < told.length; horizon++) {
            told[horizon][Voice.MODEL.ordinal()] = 0;
            losses[horizon][Voice.MODEL.ordinal()] = 0;
        }
    }

    void save(DataOutput out) throws IOException {
        for (int horizon = 0; horizon < told.length; horizon++) {
            for (int voice = 0; voice < told[horizon].length; voice++) {
                out.writeFloat((float) losses[horizon][voice]);
                out.writeInt(told[horizon][voice]);
            }
        }
    }

    void load(DataInput in) throws IOException {
        for (int horizon = 0; horizon < told.length; horizon++) {
            for (int voice = 0; voice < told[horizon].length; voice++) {
                losses[horizon][voice] = in.readFloat();
                told[horizon][voice] = in.readInt();
            }
        }
    }
}
