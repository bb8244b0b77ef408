package dev.meridian.controlplane.forecast.learn;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// What a net looks like before it has learned.
interface NetShape {

    /// @param names of its inputs
    Net random(List<String> names, SplittableRandom dice);

    /// Dense layers alone.
    static NetShape dense(int... hidden) {
        return (names, dice) -> {
            int[] widths = new int[hidden.length + 2];
            widths[0] = names.size();
            System.arraycopy(hidden, 0, widths, 1, hidden.length);
            widths[widths.length - 1] = 1;
            return Network.random(dice, widths);
        };
    }

    /// Convolutions over the inputs whose names begin alike, newest first by name, before dense
    /// layers.
    static NetShape temporal(String prefix, int channels, int... hidden) {
        return (names, dice) -> {
            int[] recent =
                    IntStream.range(0, names.size())
                            .filter(i -> names.get(i).startsWith(prefix))
                            .boxed()
                            .sorted(Comparator.comparing(names::get, Comparator.reverseOrder()))
                            .mapToInt(Integer::intValue)
                            .toArray();
            int[] others =
                    IntStream.range(0, names.size())
                            .filter(i -> !names.get(i).startsWith(prefix))
                            .toArray();
            int[] newest =
                    Arrays.copyOfRange(
                            recent,
                            recent.length - Integer.highestOneBit(recent.length),
                            recent.length);
            return TemporalNet.random(newest, others, channels, hidden, dice);
        };
    }
}
