package dev.meridian.controlplane.forecast.model.live;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/// The mean error of every voice at every horizon, in the unit of the series, as long as its memory
/// reaches: exponentially weighted, and a plain mean while there are fewer ticks.
final class Losses {
    /// What all series of the kind tell of a voice counts as so many ticks of its own...
    private static final double PRIOR = 10;

    /// ...times the horizon to this power: errors of long horizons resemble their neighbours.
    private static final double ALIKE = 0.7;

    /// A voice that was judged so often tells of its kind.
    private static final int SETTLED = 50;

    private final double forgets;
    private final double[] prior;
    private final double[][] losses;

    /// Until a drift...
    private final int[][] told;

    /// ...and after it.
    private final int[][] fresh;

    /// @param forgets share of what is known that a new error takes the place of
    Losses(List<Integer> horizons, int voices, double forgets) {
        this.forgets = forgets;
        prior = horizons.stream().mapToDouble(h -> PRIOR * Math.pow(h, ALIKE)).toArray();
        losses = new double[prior.length][voices];
        told = new int[prior.length][voices];
        fresh = new int[prior.length][voices];
    }

    void told(int horizon, int voice, double error) {
        if (!Double.isNaN(error)) {
            told[horizon][voice]++;
            double share = Math.max(forgets, 1.0 / ++fresh[horizon][voice]);
            losses[horizon][voice] += share * (error - losses[horizon][voice]);
        }
    }

    /// Lets all series of the kind know.
    void tell(int horizon, int voice, Standings kin) {
        if (told[horizon][voice] >= SETTLED) {
            kin.told(horizon, voice, losses[horizon][voice], losses[horizon][0]);
        }
    }

    /// Of a voice that was never judged at that horizon: NaN.
    double of(int horizon, int voice) {
        return told[horizon][voice] == 0 ? Double.NaN : losses[horizon][voice];
    }

    /// What is to be expected of a voice: its own mean error, pulled towards what the kind tells of
    /// it while it was judged seldom.
    double expected(int horizon, int voice, Standings kin) {
        double unit = told[horizon][0] == 0 ? 1 : losses[horizon][0];
        double own = told[horizon][voice] * losses[horizon][voice];
        return (own + prior[horizon] * unit * kin.expected(horizon, voice))
                / (told[horizon][voice] + prior[horizon]);
    }

    /// The expert with the least error to expect among those that speak.
    int best(int horizon, double[] said, Standings kin) {
        int best = 0;
        double least = expected(horizon, 0, kin);
        for (int expert = 1; expert < Voice.EXPERTS; expert++) {
            if (!Double.isNaN(said[expert])) {
                double loss = expected(horizon, expert, kin);
                if (loss < least) {
                    best = expert;
                    least = loss;
                }
            }
        }
        return best;
    }

    /// After a drift: what was learned counts little against what comes.
    void doubt() {
        for (int[] times : fresh) {
            for (int voice = 0; voice < times.length; voice++) {
                times[voice] = Math.min(times[voice], 5);
            }
        }
    }

    void save(DataOutput out) throws IOException {
        for (int horizon = 0; horizon < told.length; horizon++) {
            for (int voice = 0; voice < told[horizon].length; voice++) {
                out.writeFloat((float) losses[horizon][voice]);
                out.writeInt(told[horizon][voice]);
                out.writeInt(fresh[horizon][voice]);
            }
        }
    }

    void load(DataInput in) throws IOException {
        for (int horizon = 0; horizon < told.length; horizon++) {
            for (int voice = 0; voice < told[horizon].length; voice++) {
                losses[horizon][voice] = in.readFloat();
                told[horizon][voice] = in.readInt();
                fresh[horizon][voice] = in.readInt();
            }
        }
    }
}
