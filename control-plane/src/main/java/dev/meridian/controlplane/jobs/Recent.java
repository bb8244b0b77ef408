package dev.meridian.controlplane.jobs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Answers that took long and are good for a moment, so that many who look at the same cost no more
/// than one. What is quick is asked each time.
final class Recent<K, V> {
    private static final int MOST = 200;
    private static final Duration QUICK = Duration.ofMillis(100);

    private record Answer<V>(V value, Instant until) {}

    private final Map<K, Answer<V>> answers = new LinkedHashMap<>(16, 0.75f, true);
    private final Duration goodFor;
    private final Clock clock;

    Recent(Duration goodFor, Clock clock) {
        this.goodFor = goodFor;
        this.clock = clock;
    }

    /// Two who ask at once may both read; neither waits for the other.
    V of(K key, Supplier<V> read) {
        Instant now = clock.instant();
        synchronized (answers) {
            Answer<V> known = answers.get(key);
            if (known != null && now.isBefore(known.until)) {
                return known.value;
            }
        }
        long before = System.nanoTime();
        V value = read.get();
        if (System.nanoTime() - before < QUICK.toNanos()) {
            return value;
        }
        synchronized (answers) {
            answers.put(key, new Answer<>(value, now.plus(goodFor)));
            if (answers.size() > MOST) {
                answers.remove(answers.keySet().iterator().next());
            }
        }
        return value;
    }
}
