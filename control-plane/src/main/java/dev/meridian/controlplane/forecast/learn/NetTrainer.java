package dev.meridian.controlplane.forecast.learn;

import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
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
    private static final long SEED = 42;

    private final NetShape shape;
    private final int epochs;
    private int invocations;

    /// @param epochs at most
    NetTrainer(NetShape shape, int epochs) {
        this.shape = shape;
        this.epochs = epochs;
    }

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
        Standard standard = Standard.of(inputs, features.size());
        for (double[] input : inputs) {
            standard.apply(input);
        }
        Net net = shape.random(names(features), dice);
        return new NetModel(
                new FittedNet(standard, new NetTraining(inputs, targets, epochs, dice).fit(net)),
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

    /// In the order of their numbers.
    static List<String> names(ImmutableFeatureMap features) {
        return IntStream.range(0, features.size())
                .mapToObj(id -> features.get(id).getName())
                .toList();
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
