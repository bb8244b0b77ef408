package dev.meridian.verification.demo;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// How a sample job must turn out for the demo to be a success.
sealed interface Expectation {

    /// It succeeds, and what it did is right too.
    ///
    /// @param complaint what is wrong with it, empty when nothing is
    record Succeeds(Function<Ended, Optional<String>> complaint) implements Expectation {}

    /// It runs for ever, is seen to be as it should be, and is cancelled then.
    ///
    /// @param complaint what is not yet as it should be, empty when all is
    record Serves(Function<Ended, Optional<String>> complaint) implements Expectation {}

    /// It waits for one of these reasons, and is cancelled then.
    record Waits(Set<String> tokens) implements Expectation {
        public Waits {
            tokens = Set.copyOf(tokens);
        }
    }
}
