package dev.meridian.controlplane.jobs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Answers that took long to find and are good for a while, so that pages which look each second,
/// and many who look at the same, do not burden the database: an answer is good for twenty times
/// what it took. What is quick is asked each time.
final class Recent<K, V> {
    private static final int MOST = 200;
    private static final Duration QUICK = Duration.ofMillis(20);
    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final int TIMES = 20;

    private record Answer<V>(V value, Instant until) {}

    private final Map<K, Answer<V>> answers = new LinkedHashMap<>(16, 0.75f, true);
    private final Clock clock;

    Recent(Clock clock) {
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
        Duration took = Duration.ofNanos(System.nanoTime() - before);
        if (took.compareTo(QUICK) < 0) {
            return value;
        }
        Duration goodFor = took.multipliedBy(TIMES);
        Instant until = clock.instant().plus(goodFor.compareTo(LONGEST) > 0 ? LONGEST : goodFor);
        synchronized (answers) {
            answers.put(key, new Answer<>(value, until));
            if (answers.size() > MOST) {
                answers.remove(answers.keySet().iterator().next());
            }
        }
        return value;
    }
}
