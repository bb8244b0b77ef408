package dev.meridian.controlplane.commands;

import dev.meridian.controlplane.forecast.learn.RuntimeLearning;
import dev.meridian.controlplane.forecast.model.runtime.Chain;
import dev.meridian.controlplane.forecast.model.runtime.Correction;
import dev.meridian.controlplane.forecast.model.runtime.Finished;
import dev.meridian.controlplane.forecast.model.runtime.History;
import dev.meridian.controlplane.forecast.model.runtime.Prediction;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// A recorded trace as it would have come to the control plane: each run is asked about when it is
/// submitted and learned when it ends, so nothing is known that was not known then.
final class RuntimeReplay {
    private static final int REFIT = 1_000;

    private final Chain chain = new Chain();
    private final History history = new History(RuntimeLearning.learner());
    private final Witness witness;
    private Correction correction = Correction.NONE;

    /// Who looks on.
    interface Witness {

        /// Before the run starts.
        ///
        /// @param alone what the chain of medians says
        /// @param told what it says with the model that is in use
        void asked(int number, Finished run, Prediction alone, Prediction told);

        default void ended(Finished run) {}
    }

    RuntimeReplay(Witness witness) {
        this.witness = witness;
    }

    /// @param runs in order of their submission
    void of(List<Finished> runs) {
        PriorityQueue<Finished> going = new PriorityQueue<>(Comparator.comparing(Finished::ended));
        for (int i = 0; i < runs.size(); i++) {
            Finished run = runs.get(i);
            while (!going.isEmpty() && !going.peek().ended().isAfter(run.began())) {
                learn(going.remove());
            }
            int number = i;
            chain.predict(run.traits(), run.began())
                    .ifPresent(alone ->
                            witness.asked(
                                    number,
                                    run,
                                    alone,
                                    chain.predict(run.traits(), run.began(), correction)
                                            .orElse(alone)));
            going.add(run);
        }
    }

    private void learn(Finished run) {
        history.add(chain, run);
        chain.learn(run, correction);
        witness.ended(run);
        if (history.seen() % REFIT == 0) {
            history.learn("run times", run.ended()).ifPresent(learned -> correction = learned);
        }
    }
}
