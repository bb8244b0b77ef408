package dev.meridian.controlplane.forecast.learn;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tribuo.Example;
import org.tribuo.Excuse;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.regression.Regressor;

/// A fitted network as a model of Tribuo.
final class NetModel extends Model<Regressor> {
    private static final long serialVersionUID = 1;

    private final transient FittedNet network;

    NetModel(
            FittedNet network,
            ModelProvenance provenance,
            ImmutableFeatureMap features,
            ImmutableOutputInfo<Regressor> outputs) {
        super("neural net", provenance, features, outputs, false);
        this.network = network;
    }

    FittedNet network() {
        return network;
    }

    @Override
    public Prediction<Regressor> predict(Example<Regressor> example) {
        double[] input = NetTrainer.dense(example, featureIDMap);
        return new Prediction<>(
                new Regressor(Examples.TARGET, network.answer(input)), example.size(), example);
    }

    @Override
    public Map<String, List<com.oracle.labs.mlrg.olcut.util.Pair<String, Double>>> getTopFeatures(
            int count) {
        return Map.of();
    }

    @Override
    public Optional<Excuse<Regressor>> getExcuse(Example<Regressor> example) {
        return Optional.empty();
    }

    @Override
    protected NetModel copy(String newName, ModelProvenance newProvenance) {
        return new NetModel(network.copy(), newProvenance, featureIDMap, outputIDInfo);
    }
}
