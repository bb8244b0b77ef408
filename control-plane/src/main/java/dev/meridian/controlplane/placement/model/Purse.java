package dev.meridian.controlplane.placement.model;

import dev.meridian.controlplane.kernel.model.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// What a job with a budget may still cost.
///
/// @param maxHourly what all that it holds may cost in an hour; null: no limit
/// @param held what it holds costs in an hour
/// @param maxTotal what all its attempts may cost; null: no limit
/// @param spent by all of them, to the foretold end of those that run
public record Purse(@Nullable Money maxHourly, Money held, @Nullable Money maxTotal, Money spent) {

    private static final int DECIMALS = 6;

    /// The same after more has been placed.
    public Purse with(Money perHour, Money total) {
        return new Purse(maxHourly, held.plus(perHour), maxTotal, spent.plus(total));
    }

    /// By how many millionths of a dollar an hour it would cost too much with so much more.
    public long overHourly(Money more) {
        return over(maxHourly, held, more);
    }

    /// By how many millionths of a dollar it would cost too much with so much more.
    public long overTotal(Money more) {
        return over(maxTotal, spent, more);
    }

    /// Dollars, no less than the amount.
    public static String cents(Money amount) {
        return BigDecimal.valueOf(amount.micros(), DECIMALS)
                .setScale(2, RoundingMode.CEILING)
                .toPlainString();
    }

    private static long over(@Nullable Money most, Money already, Money more) {
        return most == null ? 0 : Math.max(0, already.plus(more).micros() - most.micros());
    }
}
