package dev.meridian.controlplane.forecast.model.runtime;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// The newest runs as they looked when they began, and by how much the chain was off: what a model
/// learns from.
public final class History {
    /// A few seconds of learning on one core.
    private static final int MOST = 20_000;

    /// Below it a model knows nothing that the chain does not.
    private static final int FEWEST = 500;

    /// The newest part is kept back to see what a model is worth.
    private static final double KEPT_BACK = 0.2;

    private static final double[] SHARES = {0.5, 1};

    /// A factor of twenty either way: more is an accident, and not to be learned.
    private static final double FARTHEST = 3;

    private final Learner learner;
    private final Deque<Example> examples = new ArrayDeque<>();
    private long seen;

    public History(Learner learner) {
        this.learner = learner;
    }

    /// A port, met by the home of the learning library.
    @FunctionalInterface
    public interface Learner {
        Learner NONE = _ -> Optional.empty();

        /// Empty where it cannot learn on this machine, or what it has learned is not to be used.
        Optional<Learned> learn(List<Example> examples);
    }

    /// @param off the logarithm of the value over the chain's median, bounded
    public record Example(Features features, double off) {}

    /// @return the expected [Example#off]
    @FunctionalInterface
    public interface Learned {
        double of(Features features);

        /// For [Learner]s that keep them.
        default byte[] bytes() {
            return new byte[0];
        }
    }

    /// A learned model with the gate that it has to pass.
    ///
    /// @param error the mean of how far it was off on what was kept back, as a logarithm
    /// @param before the same of the chain alone
    public record Judged(Learned learned, Gate gate, int examples, double error, double before)
            implements Correction {

        @Override
        public double of(Features features) {
            return learned.of(features);
        }
    }

    /// To be told before the chain learns the run.
    public void add(Chain chain, Finished run) {
        Instant began = run.began();
        chain.predict(run.traits(), began)
                .ifPresent(told -> {
                    seen++;
                    double off = Math.log(run.value() / told.distribution().p50());
                    examples.addLast(
                            new Example(
                                    chain.features(run.traits(), began),
                                    Math.clamp(off, -FARTHEST, FARTHEST)));
                    if (examples.size() > MOST) {
                        examples.removeFirst();
                    }
                });
    }

    /// How many runs it was told of in all.
    public long seen() {
        return seen;
    }

    /// A model of what is kept, with its gate closed where it does not better the chain.
    public Optional<Judged> learn() {
        if (examples.size() < FEWEST) {
            return Optional.empty();
        }
        List<Example> all = new ArrayList<>(examples);
        int cut = (int) (all.size() * (1 - KEPT_BACK));
        List<Example> later = all.subList(cut, all.size());
        return learner.learn(all.subList(0, cut))
                .flatMap(tried -> {
                    double before = error(later, tried, 0);
                    double best = 0;
                    double least = before;
                    for (double share : SHARES) {
                        double error = error(later, tried, share);
                        if (error < least) {
                            least = error;
                            best = share;
                        }
                    }
                    Correction.Gate gate = gate(later, tried, best);
                    double error = least;
                    return learner.learn(all)
                            .map(learned ->
                                    new Judged(learned, gate, all.size(), error, before));
                });
    }

    private static double error(List<Example> examples, Learned learned, double share) {
        return examples.stream()
                .mapToDouble(each -> Math.abs(each.off() - share * learned.of(each.features())))
                .average()
                .orElse(Double.POSITIVE_INFINITY);
    }

    private static Correction.Gate gate(List<Example> examples, Learned learned, double share) {
        double[] off =
                examples.stream()
                        .mapToDouble(each -> each.off() - share * learned.of(each.features()))
                        .toArray();
        Arrays.sort(off);
        return new Correction.Gate(
                share,
                Math.min(0, Recent.quantile(off, 0.1)),
                Math.max(0, Recent.quantile(off, 0.9)));
    }
}
