package dev.meridian.controlplane.forecast.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a net believes to be the slope of its answer is held against what happens when a weight
/// moves a little.
class GradientsTest {
    private static final int RECENT = 16;
    private static final int OTHERS = 5;
    private static final double LITTLE = 1e-6;

    static List<Net> nets() {
        List<String> names =
                IntStream.range(0, RECENT + OTHERS)
                        .mapToObj(i -> i < RECENT ? "recent-%03d".formatted(i) : "other-" + i)
                        .toList();
        return List.of(
                NetShape.dense(7, 4).random(names, new SplittableRandom(1)),
                NetShape.temporal("recent-", 3, 7, 4).random(names, new SplittableRandom(2)));
    }

    @ParameterizedTest
    @MethodSource("nets")
    void slopesAreThoseOfFiniteDifferences(Net net) {
        SplittableRandom dice = new SplittableRandom(3);
        for (int example = 0; example < 5; example++) {
            double[] input = dice.doubles(RECENT + OTHERS, -2, 2).toArray();
            double[][] gradients = Net.like(net.weights());
            net.backward(net.forward(input), 1, gradients);
            for (int layer = 0; layer < gradients.length; layer++) {
                double[] weights = net.weights()[layer];
                for (int i = 0; i < weights.length; i++) {
                    double kept = weights[i];
                    weights[i] = kept + LITTLE;
                    double above = net.answer(input);
                    weights[i] = kept - LITTLE;
                    double below = net.answer(input);
                    weights[i] = kept;
                    assertThat(gradients[layer][i])
                            .as("layer %d, weight %d", layer, i)
                            .isCloseTo((above - below) / (2 * LITTLE), within(1e-6));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("nets")
    void aCopyStaysAsItWas(Net net) {
        double[] input = new SplittableRandom(4).doubles(RECENT + OTHERS, -2, 2).toArray();
        Net copy = net.copy();
        double before = copy.answer(input);
        for (double[] layer : net.weights()) {
            layer[0] += 1;
        }
        assertThat(copy.answer(input)).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("nets")
    void bytesGiveItBack(Net net) {
        double[][] moments = {new double[RECENT + OTHERS], new double[RECENT + OTHERS]};
        java.util.Arrays.fill(moments[1], 2);
        var fitted = new FittedNet(new Standard(moments[0], moments[1]), net);
        double[] input = new SplittableRandom(5).doubles(RECENT + OTHERS, -2, 2).toArray();
        input[3] = Double.NaN;
        assertThat(FittedNet.read(fitted.toBytes()).answer(input.clone()))
                .isEqualTo(fitted.answer(input.clone()));
    }
}
