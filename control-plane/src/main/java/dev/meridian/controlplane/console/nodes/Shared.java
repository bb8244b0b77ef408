package dev.meridian.controlplane.console.nodes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An answer that many share: good for a moment, then shown for a while longer to whoever comes
/// while it is read anew. Nobody waits for it but the first.
final class Shared<T> {
    private static final Logger log = LoggerFactory.getLogger(Shared.class);

    private record Answer<T>(T value, Instant at) {}

    private final Supplier<T> read;
    private final Duration goodFor;
    private final Duration shownFor;
    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Answer<T> last;

    /// @param shownFor at least `goodFor`
    Shared(Supplier<T> read, Duration goodFor, Duration shownFor, Clock clock) {
        this.read = read;
        this.goodFor = goodFor;
        this.shownFor = shownFor;
        this.clock = clock;
    }

    T get() {
        Answer<T> known = last;
        if (known == null || isOlder(known, shownFor)) {
            return readAnew().value;
        }
        if (isOlder(known, goodFor) && !reading.isLocked()) {
            Thread.ofVirtual().name("read anew").start(this::readForTheNext);
        }
        return known.value;
    }

    private boolean isOlder(Answer<T> answer, Duration age) {
        return clock.instant().isAfter(answer.at.plus(age));
    }

    private Answer<T> readAnew() {
        reading.lock();
        try {
            Answer<T> known = last;
            if (known == null || isOlder(known, goodFor)) {
                known = new Answer<>(read.get(), clock.instant());
                last = known;
            }
            return known;
        } finally {
            reading.unlock();
        }
    }

    private void readForTheNext() {
        try {
            readAnew();
        } catch (RuntimeException e) {
            // who comes too late for what is known gets it told
            log.debug("not read anew", e);
        }
    }
}
