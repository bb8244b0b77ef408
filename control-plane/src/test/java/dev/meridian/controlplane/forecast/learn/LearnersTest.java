package dev.meridian.controlplane.forecast.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.meridian.controlplane.forecast.model.Learned;
import dev.meridian.controlplane.forecast.model.Learner;
import dev.meridian.controlplane.forecast.model.Training;
import dev.meridian.controlplane.forecast.model.feature.Rows;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LearnersTest {

    static List<Learner> learners() {
        return List.of(
                new BoostedTrees(Boosting.residuals(60, 4, 0.2)),
                new BinnedForest(),
                new StraightLine(),
                NeuralNet.perceptron(),
                NeuralNet.convolutional());
    }

    @ParameterizedTest
    @MethodSource("learners")
    void learnsWhatThereIsToLearnAndSurvivesBytes(Learner learner) {
        Learned learned = learner.learn(rows(1200, 1), Training.of("a test"));
        Rows unseen = rows(300, 2);
        double[] answers = learned.predict(unseen);
        double wrong = 0;
        double spread = 0;
        for (int row = 0; row < answers.length; row++) {
            wrong += Math.abs(answers[row] - unseen.target(row));
            spread += Math.abs(unseen.target(row));
        }
        assertThat(wrong).as(learner.name()).isLessThan(0.6 * spread);
        Learned again = ModelReader.read(learned.toBytes());
        assertThat(again.predict(unseen)).containsExactly(answers);
        assertThat(again.provenance()).isEqualTo(learned.provenance());
        assertThat(learned.provenance().learner()).isEqualTo(learner.name());
        assertThat(learned.provenance().training().of()).isEqualTo("a test");
    }

    @Test
    void treesTellWhatMovedThem() {
        Learned trees =
                new BoostedTrees(Boosting.residuals(60, 4, 0.2))
                        .learn(rows(1200, 1), Training.of("a test"));
        assertThat(trees.gain().keySet().iterator().next()).isIn("much", "recent-001");
        Rows asked = rows(5, 3);
        double sum =
                trees.contributions(asked, 4).values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum();
        assertThat(sum).isCloseTo(trees.predict(asked)[4], within(1e-3));
    }

    @Test
    void bytesOfSomethingElseAreRefused() {
        assertThatThrownBy(() -> ModelReader.read(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("These bytes are no model of this version.");
    }

    /// `2·much − little`, with noise, a feature that says nothing, and gaps.
    private static Rows rows(int count, long seed) {
        SplittableRandom dice = new SplittableRandom(seed);
        Rows rows = new Rows(List.of("recent-000", "recent-001", "much", "little", "nothing"));
        for (int i = 0; i < count; i++) {
            float much = (float) dice.nextGaussian();
            float little = (float) dice.nextGaussian();
            float nothing = dice.nextInt(5) == 0 ? Float.NaN : (float) dice.nextGaussian();
            rows.add(
                    new float[] {nothing, much, much, little, nothing},
                    2 * much - little + 0.1 * dice.nextGaussian());
        }
        return rows;
    }
}
