package dev.meridian.controlplane.forecast.learn;

import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.Trainer;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.TrainerProvenance;
import org.tribuo.provenance.impl.TrainerProvenanceImpl;
import org.tribuo.regression.Regressor;

/// A trainer of Tribuo that fits a neural net in plain Java; Tribuo's own ones need TensorFlow.
final class NetTrainer implements Trainer<Regressor> {
    private static final int[] HIDDEN = {64, 32};
    private static final long SEED = 42;

    private int invocations;

    @Override
    public NetModel train(Dataset<Regressor> examples, Map<String, Provenance> provenance) {
        return train(examples, provenance, invocations);
    }

    @Override
    public NetModel train(
            Dataset<Regressor> examples, Map<String, Provenance> provenance, int invocation) {
        if (invocation != INCREMENT_INVOCATION_COUNT) {
            setInvocationCount(invocation);
        }
        SplittableRandom dice = new SplittableRandom(SEED + invocations++);
        ImmutableFeatureMap features = examples.getFeatureIDMap();
        double[][] inputs = new double[examples.size()][];
        double[] targets = new double[inputs.length];
        int next = 0;
        for (Example<Regressor> example : examples) {
            inputs[next] = dense(example, features);
            targets[next++] = example.getOutput().getValues()[0];
        }
        double[][] moments = moments(inputs, features.size());
        int[] widths = {features.size(), HIDDEN[0], HIDDEN[1], 1};
        Network network = Network.random(widths, moments[0], moments[1], dice);
        for (double[] input : inputs) {
            for (int i = 0; i < input.length; i++) {
                input[i] = network.standardised(i, input[i]);
            }
        }
        return new NetModel(
                new NetTraining(inputs, targets, dice).fit(network),
                new ModelProvenance(
                        NetModel.class.getName(),
                        // the time is that of our own provenance, which stands beside it
                        OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC),
                        examples.getProvenance(),
                        getProvenance(),
                        provenance),
                features,
                examples.getOutputIDInfo());
    }

    /// NaN where the example has no such feature.
    static double[] dense(Example<Regressor> example, ImmutableFeatureMap features) {
        double[] dense = new double[features.size()];
        Arrays.fill(dense, Double.NaN);
        for (Feature feature : example) {
            int id = features.getID(feature.getName());
            if (id >= 0) {
                dense[id] = feature.getValue();
            }
        }
        return dense;
    }

    private static double[][] moments(double[][] inputs, int width) {
        double[] means = new double[width];
        double[] deviations = new double[width];
        for (int i = 0; i < width; i++) {
            double sum = 0;
            double squares = 0;
            int count = 0;
            for (double[] input : inputs) {
                if (!Double.isNaN(input[i])) {
                    sum += input[i];
                    squares += input[i] * input[i];
                    count++;
                }
            }
            means[i] = sum / Math.max(1, count);
            double variance = squares / Math.max(1, count) - means[i] * means[i];
            deviations[i] = Math.max(1e-6, Math.sqrt(Math.max(0, variance)));
        }
        return new double[][] {means, deviations};
    }

    @Override
    public int getInvocationCount() {
        return invocations;
    }

    @Override
    public void setInvocationCount(int count) {
        invocations = count;
    }

    @Override
    public TrainerProvenance getProvenance() {
        return new TrainerProvenanceImpl(this);
    }
}
