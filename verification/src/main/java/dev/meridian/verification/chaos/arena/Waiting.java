package dev.meridian.verification.chaos.arena;

import dev.meridian.cli.client.Patience;
import dev.meridian.cli.client.Refused;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Waits for what is to come, though nobody may answer meanwhile.
public final class Waiting {
    private static final Patience PATIENCE = new Patience(Duration.ofMillis(100));
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private Waiting() {}

    /// @return whether it came within that time
    public static boolean within(Duration limit, BooleanSupplier seen) {
        return PATIENCE.until(limit, () -> Optional.of(true).filter(_ -> holds(seen))).isPresent();
    }

    /// @param what is waited for, as the rest of a sentence
    /// @throws IllegalStateException when it does not come in three minutes
    public static void until(String what, BooleanSupplier seen) {
        if (!within(LIMIT, seen)) {
            throw new IllegalStateException(
                    "after " + LIMIT.toMinutes() + " min still not: " + what);
        }
    }

    /// Lets time pass.
    public static void rest(Duration time) {
        boolean _ = new Patience(time).rest();
    }

    private static boolean holds(BooleanSupplier seen) {
        try {
            return seen.getAsBoolean();
        } catch (Refused e) {
            if (e.mayPass()) {
                return false;
            }
            throw e;
        }
    }
}
