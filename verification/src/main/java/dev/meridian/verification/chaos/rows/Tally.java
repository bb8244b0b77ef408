package dev.meridian.verification.chaos.rows;

import dev.meridian.verification.chaos.history.Harm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// What came of the tries of one row; may be told by several threads.
public final class Tally {
    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Consumer<String> say;
    private final Map<Harm, Integer> harms = new EnumMap<>(Harm.class);
    private final List<String> sentences = new ArrayList<>();
    private final List<Double> recoveries = new ArrayList<>();
    private final Map<String, Double> figures = new LinkedHashMap<>();
    private int tried;

    /// @param say is told of each harm as it is seen
    public Tally(Consumer<String> say) {
        this.say = say;
    }

    /// What is done, and may fail.
    public interface Deed {
        void go() throws Exception;
    }

    /// One try; whatever keeps it from coming to its end is a harm.
    public void attempt(Deed one) {
        attemptAll(one);
        synchronized (this) {
            tried++;
        }
    }

    /// As [#attempt], of something that is no try by itself.
    public void attemptAll(Deed all) {
        try {
            all.go();
        } catch (Exception e) {
            harm(Harm.WRONG, "it came to no end: " + e);
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
        }
    }

    public synchronized void harm(Harm harm, String sentence) {
        harms.merge(harm, 1, Integer::sum);
        sentences.add(harm.figure() + ": " + sentence);
        say.accept("VIOLATION, " + harm.figure() + ": " + sentence);
    }

    /// Judges one thing.
    public void expect(boolean kept, Harm otherwise, String sentence) {
        if (!kept) {
            harm(otherwise, sentence);
        }
    }

    /// From a fault until what it had stopped went on, both by the same monotonic clock.
    public synchronized void recovered(long fromNanos, long toNanos) {
        recoveries.add((toNanos - fromNanos) / NANOS);
    }

    /// As [#recovered], and not later than promised.
    public void recovered(long fromNanos, long toNanos, Duration promised) {
        recovered(fromNanos, toNanos);
        expect(
                toNanos - fromNanos <= promised.toNanos(),
                Harm.LATE,
                "it took %.1f s, promised were %d"
                        .formatted((toNanos - fromNanos) / NANOS, promised.toSeconds()));
    }

    /// Adds to a figure of the row's own.
    public synchronized void count(String figure, double more) {
        figures.merge(figure, more, Double::sum);
    }

    /// Keeps the largest.
    public synchronized void most(String figure, double value) {
        figures.merge(figure, value, Math::max);
    }

    public synchronized int tries() {
        return tried;
    }

    public synchronized int violations() {
        return harms.values().stream().mapToInt(Integer::intValue).sum();
    }

    public synchronized int of(Harm harm) {
        return harms.getOrDefault(harm, 0);
    }

    /// What was wrong, in the order in which it was seen.
    public synchronized List<String> sentences() {
        return List.copyOf(sentences);
    }

    /// The harms by their names, the recoveries' percentiles in seconds, and the row's own.
    public synchronized Map<String, Double> figures() {
        Map<String, Double> all = new LinkedHashMap<>();
        for (Harm harm : Harm.values()) {
            all.put(harm.figure(), (double) of(harm));
        }
        if (!recoveries.isEmpty()) {
            all.put("s recovery p50", percentile(50));
            all.put("s recovery p99", percentile(99));
        }
        all.putAll(figures);
        return all;
    }

    /// By the nearest rank.
    private double percentile(int percent) {
        List<Double> sorted = recoveries.stream().sorted().toList();
        return sorted.get(Math.ceilDiv(sorted.size() * percent, 100) - 1);
    }
}
