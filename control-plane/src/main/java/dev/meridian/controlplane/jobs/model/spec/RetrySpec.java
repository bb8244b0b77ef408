package dev.meridian.controlplane.jobs.model.spec;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Whether failed instances are tried again. Loss of infrastructure spends no retry.
public record RetrySpec(
        @Says("retries of each instance after the first attempt") @Default("0") int max,
        @Says("wait before the first retry; doubled for each further one") @Default("10s")
                Duration backoff,
        @Says("what the retry does differently, by reason; other reasons are retried unchanged")
                List<RetryRule> on) {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    public RetrySpec {
        on = List.copyOf(on);
        Checks checks =
                Checks.of()
                        .range("max", max, 0, 1_000)
                        .duration("backoff", backoff, Duration.ZERO, Duration.ofDays(7))
                        .size("on", on, 0, RetryReason.values().length);
        var seen = new HashSet<RetryReason>();
        for (int i = 0; i < on.size(); i++) {
            RetryReason reason = on.get(i).reason();
            checks.that(
                    seen.add(reason),
                    "on/" + i + "/reason",
                    reason + " is named twice",
                    "keep one rule for it");
        }
        checks.orThrow();
    }

    /// However often it is doubled.
    public Duration longestWait() {
        return backoff.compareTo(LONGEST_WAIT) > 0 ? backoff : LONGEST_WAIT;
    }

    /// The rule for this reason, as attempts name it; empty when the job has none.
    public Optional<RetryRule> rule(String reason) {
        return on.stream().filter(rule -> rule.reason().word().equals(reason)).findFirst();
    }
}
