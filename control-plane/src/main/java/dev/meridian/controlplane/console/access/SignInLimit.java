package dev.meridian.controlplane.console.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// How often a password was wrong lately: of each address, and of each user from wherever.
///
/// The second catches who guesses from many places. So that nobody can lock a user out by guessing
/// badly on purpose, it does not hold for addresses from which that user has signed in before.
@Component
public class SignInLimit {
    /// Seconds after which one more try is granted.
    public static final int RETRY_AFTER = 6;

    private static final int FORGIVEN = 10;
    private static final int PER_MINUTE = 10;
    private static final int REMEMBERED = 10_000;
    private static final int LONGEST_NAME = 64;

    private final Cache<String, Bucket> byAddress = buckets();
    private final Cache<String, Bucket> byUser = buckets();
    private final Cache<String, Boolean> trusted =
            Caffeine.newBuilder()
                    .maximumSize(REMEMBERED)
                    .expireAfterWrite(Duration.ofDays(30))
                    .build();
    private final Counter failures;

    SignInLimit(MeterRegistry meters) {
        failures =
                Counter.builder("meridian.access.failures")
                        .description("Wrong tokens and passwords")
                        .register(meters);
    }

    private static Cache<String, Bucket> buckets() {
        return Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterAccess(Duration.ofMinutes(10))
                .build();
    }

    private static Bucket of(Cache<String, Bucket> buckets, String key) {
        return buckets.get(
                key.length() > LONGEST_NAME ? key.substring(0, LONGEST_NAME) : key,
                _ ->
                        Bucket.builder()
                                .addLimit(
                                        Bandwidth.builder()
                                                .capacity(FORGIVEN)
                                                .refillGreedy(PER_MINUTE, Duration.ofMinutes(1))
                                                .build())
                                .build());
    }

    /// Whether the next try has to wait; passwords are not even looked at then, for each look costs
    /// a slow hash.
    public boolean mustWait(String address, String user) {
        return of(byAddress, address).getAvailableTokens() == 0
                || (of(byUser, user).getAvailableTokens() == 0 && !isTrusted(address, user));
    }

    public void failed(String address, String user) {
        failures.increment();
        of(byAddress, address).tryConsume(1);
        if (!isTrusted(address, user)) {
            of(byUser, user).tryConsume(1);
        }
    }

    public void succeeded(String address, String user) {
        trusted.put(user + "\n" + address, true);
    }

    private boolean isTrusted(String address, String user) {
        return trusted.getIfPresent(user + "\n" + address) != null;
    }
}
