package dev.meridian.controlplane.forecast.model.live;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// How every voice does beside the first one, at every horizon, on all series of a kind: what is
/// believed of it on a series where it has shown little.
final class Standings {
    private static final double FORGETS = 2e-5;
    private static final int ENOUGH = 200;
    private static final double FAR = 20;

    /// Twice the error of the first one: as good as silent.
    private static final double UNKNOWN = 2;

    private final double[][] logs;
    private final int[][] told;

    Standings(int horizons, int voices) {
        logs = new double[horizons][voices];
        told = new int[horizons][voices];
    }

    /// @param loss of a voice on one series
    /// @param ofFirst that of the first one on the same series
    void told(int horizon, int voice, double loss, double ofFirst) {
        if (ofFirst > 0 && !Double.isNaN(loss)) {
            int times = ++told[horizon][voice];
            double log = Math.log(Math.clamp(loss / ofFirst, 1 / FAR, FAR));
            logs[horizon][voice] += Math.max(FORGETS, 1.0 / times) * (log - logs[horizon][voice]);
        }
    }

    /// The loss to expect of a voice, in multiples of that of the first one.
    double expected(int horizon, int voice) {
        return told[horizon][voice] < ENOUGH && voice > 0
                ? UNKNOWN
                : Math.exp(logs[horizon][voice]);
    }

    void save(DataOutput out) throws IOException {
        for (int horizon = 0; horizon < told.length; horizon++) {
            for (int voice = 0; voice < told[horizon].length; voice++) {
                out.writeFloat((float) logs[horizon][voice]);
                out.writeInt(told[horizon][voice]);
            }
        }
    }

    void load(DataInput in) throws IOException {
        for (int horizon = 0; horizon < told.length; horizon++) {
            for (int voice = 0; voice < told[horizon].length; voice++) {
                logs[horizon][voice] = in.readFloat();
                told[horizon][voice] = in.readInt();
            }
        }
    }
}
