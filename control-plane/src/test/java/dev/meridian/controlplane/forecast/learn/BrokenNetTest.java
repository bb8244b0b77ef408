package dev.meridian.controlplane.forecast.learn;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.controlplane.forecast.model.Provenance;
import dev.meridian.controlplane.forecast.model.Training;
import dev.meridian.controlplane.forecast.model.UnfitModel;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// A net without numbers is nobody's challenger, neither fresh from its training nor read back.
class BrokenNetTest {
    private static final SplittableRandom DICE = new SplittableRandom(1);

    @Test
    void aTrainingThatDivergesLeavesNoModel() {
        double[][] inputs = new double[300][];
        double[] targets = new double[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = new double[] {i, 1};
            targets[i] = Double.NaN;
        }
        var training = new NetTraining(inputs, targets, 3, DICE);
        assertThatThrownBy(() -> training.fit(Network.random(DICE, 2, 3, 1)))
                .isInstanceOf(UnfitModel.class)
                .hasMessageContaining("diverged");
    }

    @Test
    void aWeightThatIsNoNumberIsRefusedWhenItIsReadBack() {
        Network network = Network.random(DICE, 2, 3, 1);
        // behind its ReLU the answer alone would not tell
        network.weights()[0][2] = Double.NEGATIVE_INFINITY;
        byte[] bytes =
                new NetLearned(
                                new FittedNet(
                                        new Standard(new double[2], new double[] {1, 1}), network),
                                new Provenance(
                                        "neural net",
                                        Training.of("a test"),
                                        1,
                                        List.of("a", "b"),
                                        Map.of()))
                        .toBytes();
        assertThatThrownBy(() -> ModelReader.read(bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A network has weights that are not finite.");
    }
}
