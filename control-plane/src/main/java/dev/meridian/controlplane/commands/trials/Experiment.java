package dev.meridian.controlplane.commands.trials;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Something that was considered for forecasts of demand, held against what is.
@FunctionalInterface
public interface Experiment {

    /// Takes minutes. Its dice always fall alike.
    ///
    /// @param progress is told what is going on
    Sheet run(Halves halves, Consumer<String> progress);

    /// By the word that asks for it.
    static Map<String, Experiment> all() {
        return new TreeMap<>(
                Map.of(
                        "learners", new Challengers(),
                        "curves", new Curves(),
                        "augmentation", new Augmentation(),
                        "pruning", new Pruning(),
                        "tuning", new Tuning()));
    }
}
