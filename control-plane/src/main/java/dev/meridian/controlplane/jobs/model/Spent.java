package dev.meridian.controlplane.jobs.model;

import dev.meridian.controlplane.kernel.model.Money;
import java.time.Duration;
import java.time.Instant;

/// What a job has cost and what it costs now.
///
/// @param ended of attempts that have ended
/// @param perHour of those that go on
/// @param since when these were placed: the mean of them, each counted by its price
public record Spent(Money ended, Money perHour, Instant since) {
    public static final Spent NOTHING = new Spent(Money.ZERO, Money.ZERO, Instant.EPOCH);

    private static final double MILLIS_OF_HOUR = 3_600_000;

    /// Up to then, of all attempts.
    public Money at(Instant now) {
        return ended.plus(Money.ofDollars(perHour.dollars() * hours(now)));
    }

    /// The same where each attempt that goes on takes so long at least.
    ///
    /// @param hours of one attempt
    public Money foretold(Instant now, double hours) {
        return ended.plus(Money.ofDollars(perHour.dollars() * Math.max(hours, hours(now))));
    }

    /// The same as if a copy that goes on had ended now.
    ///
    /// @param price of the copy, in an hour
    public Spent without(Money price, Instant now) {
        Money paid = Money.ofDollars(price.dollars() * hours(now));
        Money rest = new Money(Math.max(0, perHour.micros() - price.micros()));
        return new Spent(ended.plus(paid), rest, since);
    }

    private double hours(Instant now) {
        return Math.max(0, Duration.between(since, now).toMillis() / MILLIS_OF_HOUR);
    }
}
