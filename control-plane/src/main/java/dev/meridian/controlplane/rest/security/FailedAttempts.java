package dev.meridian.controlplane.rest.security;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.meridian.controlplane.rest.ProblemAnswer;
import dev.meridian.controlplane.rest.ProblemKind;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;

/// How often an address showed a wrong token or password lately: twenty are forgiven, then one more
/// every six seconds.
final class FailedAttempts {
    private static final int FORGIVEN = 20;
    private static final int PER_MINUTE = 10;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(6);
    private static final int ADDRESSES = 10_000;

    private final LoadingCache<String, Bucket> byAddress =
            Caffeine.newBuilder()
                    .maximumSize(ADDRESSES)
                    .expireAfterAccess(Duration.ofMinutes(10))
                    .build(_ -> bucket());

    private final Counter failures;

    FailedAttempts(MeterRegistry meters) {
        failures =
                Counter.builder("meridian.access.failures")
                        .description("Wrong tokens and passwords")
                        .register(meters);
    }

    private static Bucket bucket() {
        return Bucket.builder()
                .addLimit(
                        Bandwidth.builder()
                                .capacity(FORGIVEN)
                                .refillGreedy(PER_MINUTE, Duration.ofMinutes(1))
                                .build())
                .build();
    }

    /// Notes a failure; whether it was one too many.
    boolean count(String address) {
        failures.increment();
        return !byAddress.get(address).tryConsume(1);
    }

    boolean tooMany(String address) {
        return byAddress.get(address).getAvailableTokens() == 0;
    }

    Problem problem() {
        return new Problem(
                ProblemAnswer.of(
                        ProblemKind.TOO_MANY,
                        "Too many wrong tokens or passwords came from this address."),
                Map.of("Retry-After", Long.toString(RETRY_AFTER.toSeconds())));
    }
}
