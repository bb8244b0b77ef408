package dev.meridian.controlplane.forecast.model.live;

import dev.meridian.controlplane.forecast.model.weigh.OnlineWeights;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/// Who is believed on one series: weights of the voices from two memories, a steady one of about
/// three weeks and a quick one of half a day, and how far each memory is followed from what either
/// came to lately.
///
/// The steady one is right while a series stays as it is, the quick one after a change nobody
/// foresaw; which is the case shows itself. Cesa-Bianchi et al. (1997), "How to use expert advice",
/// twice.
final class Belief {
    private static final double STEADY = 0.0005;
    private static final double QUICK = 0.02;
    private static final double RECENT = 0.002;

    private final Losses steady;
    private final Losses quick;
    private final Losses memories;

    Belief(List<Integer> horizons) {
        steady = new Losses(horizons, Voice.EXPERTS + 1, STEADY);
        quick = new Losses(horizons, Voice.EXPERTS + 1, QUICK);
        memories = new Losses(horizons, 2, RECENT);
    }

    /// What was said of a value that is known now.
    ///
    /// @param due as [#weigh] and the voices left it in [Pending]
    /// @param kin told as well
    void told(int k, float[] due, double value, Kin kin) {
        for (int voice = 0; voice <= Voice.EXPERTS; voice++) {
            double error = Math.abs(value - due[voice]);
            steady.told(k, voice, error);
            quick.told(k, voice, error);
            if (!Double.isNaN(error)) {
                steady.tell(k, voice, kin.voices());
            }
        }
        memories.told(k, 0, Math.abs(value - due[Pending.STEADY]));
        memories.told(k, 1, Math.abs(value - due[Pending.QUICK]));
        memories.tell(k, 1, kin.memories());
    }

    /// The expert to stand on.
    int best(int k, double[] said, Kin kin) {
        return steady.best(k, said, kin.voices());
    }

    /// The weights of the voices that speak; what either memory would have said goes to `entry`.
    ///
    /// @param base what all differences are taken to, so that voices that agree are given exactly
    double[] weigh(int k, double[] said, double base, Kin kin, float[] entry) {
        double[] slow = weights(steady, k, said, kin);
        double[] fast = weights(quick, k, said, kin);
        entry[Pending.STEADY] = (float) mean(slow, said, base);
        entry[Pending.QUICK] = (float) mean(fast, said, base);
        double[] of = {
            memories.expected(k, 0, kin.memories()), memories.expected(k, 1, kin.memories())
        };
        double[] followed = OnlineWeights.of(of, OnlineWeights.BETA);
        double[] weights = new double[said.length];
        for (int voice = 0; voice < said.length; voice++) {
            weights[voice] = followed[0] * slow[voice] + followed[1] * fast[voice];
        }
        return weights;
    }

    /// The last value alone, where nobody has been judged and the kind tells nothing.
    private static double[] weights(Losses losses, int k, double[] said, Kin kin) {
        double[] expected = new double[said.length];
        for (int voice = 0; voice < said.length; voice++) {
            expected[voice] =
                    Double.isNaN(said[voice])
                            ? Double.NaN
                            : losses.expected(k, voice, kin.voices());
        }
        double[] weights = OnlineWeights.of(expected, OnlineWeights.BETA);
        if (Arrays.stream(weights).sum() == 0) {
            weights[Voice.LAST_VALUE.ordinal()] = 1;
        }
        return weights;
    }

    static double mean(double[] weights, double[] said, double base) {
        double middle = base;
        for (int voice = 0; voice < said.length; voice++) {
            middle += weights[voice] > 0 ? weights[voice] * (said[voice] - base) : 0;
        }
        return middle;
    }

    void save(DataOutput out) throws IOException {
        steady.save(out);
        quick.save(out);
        memories.save(out);
    }

    void load(DataInput in) throws IOException {
        steady.load(in);
        quick.load(in);
        memories.load(in);
    }
}
