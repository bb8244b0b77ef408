package dev.meridian.controlplane.forecast.model.runtime;

import dev.meridian.controlplane.forecast.model.Learned;
import dev.meridian.controlplane.forecast.model.Learner;
import dev.meridian.controlplane.forecast.model.Training;
import dev.meridian.controlplane.forecast.model.UnfitModel;
import dev.meridian.controlplane.forecast.model.feature.Rows;
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

    private static final double TWICE = Math.log(2);

    /// What is kept back is few kinds of runs, many times: less than this is luck.
    private static final double BETTER = 0.01;

    private final Learner learner;
    private final Deque<Example> examples = new ArrayDeque<>();
    private long seen;

    public History(Learner learner) {
        this.learner = learner;
    }

    /// @param off the logarithm of the value over the chain's median, bounded
    private record Example(Instant ended, float[] features, double off) {}

    /// To be told before the chain learns the run.
    public void add(Chain chain, Finished run) {
        Instant began = run.began();
        chain.predict(run.traits(), began)
                .ifPresent(told -> {
                    seen++;
                    double off = Math.log(run.value() / told.distribution().p50());
                    examples.addLast(
                            new Example(
                                    run.ended(),
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

    /// How many of them had ended by then, as far as they are kept.
    public long seenUntil(Instant moment) {
        return seen - examples.stream().filter(each -> each.ended().isAfter(moment)).count();
    }

    /// A model of what is kept, with its gate closed where it does not better the chain; empty
    /// where too little is kept, or what was learned gives no numbers.
    ///
    /// @param what it is learned for, as its provenance will tell
    public Optional<LearnedCorrection> learn(String what, Instant now) {
        if (examples.size() < FEWEST) {
            return Optional.empty();
        }
        List<Example> all = new ArrayList<>(examples);
        int cut = (int) (all.size() * (1 - KEPT_BACK));
        try {
            Learned tried = learner.learn(rows(all.subList(0, cut)), training(what, now, all, cut));
            double[] off =
                    all.subList(cut, all.size()).stream().mapToDouble(Example::off).toArray();
            double[] told = tried.predict(rows(all.subList(cut, all.size())));
            double before = error(off, told, 0);
            double error = before;
            double share = 0;
            for (double each : SHARES) {
                double of = error(off, told, each);
                if (of < Math.min(error, before - BETTER)) {
                    error = of;
                    share = each;
                }
            }
            Learned learned = learner.learn(rows(all), training(what, now, all, all.size()));
            return Optional.of(
                    new LearnedCorrection(
                            learned, gate(off, told, share), all.size(), error, before));
        } catch (UnfitModel _) {
            return Optional.empty();
        }
    }

    private static Training training(String what, Instant now, List<Example> all, int until) {
        return new Training(what, now, all.getFirst().ended(), all.get(until - 1).ended());
    }

    private static Rows rows(List<Example> examples) {
        Rows rows = new Rows(Chain.FEATURES);
        examples.forEach(each -> rows.add(each.features(), each.off()));
        return rows;
    }

    /// The part that is not foretold within a factor of two.
    private static double error(double[] off, double[] told, double share) {
        int missed = 0;
        for (int i = 0; i < off.length; i++) {
            missed += Math.abs(off[i] - share * told[i]) > TWICE ? 1 : 0;
        }
        return missed / (double) off.length;
    }

    private static Correction.Gate gate(double[] off, double[] told, double share) {
        double[] left = new double[off.length];
        for (int i = 0; i < off.length; i++) {
            left[i] = off[i] - share * told[i];
        }
        Arrays.sort(left);
        return new Correction.Gate(
                share,
                Math.min(0, Recent.quantile(left, 0.1)),
                Math.max(0, Recent.quantile(left, 0.9)));
    }
}
