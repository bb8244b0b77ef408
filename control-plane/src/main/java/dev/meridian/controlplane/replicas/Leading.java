package dev.meridian.controlplane.replicas;

import dev.meridian.controlplane.replicas.model.Lead;
import java.util.Optional;

/// Under which term the current thread works, if it works as a leader: every transaction that it
/// begins then asks for that term first.
///
/// What a round hands to other threads is not under it: rounds write on their own thread.
public final class Leading {
    private static final ScopedValue<Optional<Lead>> NOW = ScopedValue.newInstance();

    private Leading() {}

    /// Empty where no leader is asked for, as in a request.
    public static Optional<Lead> now() {
        return NOW.orElse(Optional.empty());
    }

    /// @throws StaleTerm where something was to be written and the term is over
    public static void under(Lead lead, Runnable round) {
        ScopedValue.where(NOW, Optional.of(lead)).run(round);
    }

    /// Does what is right whoever leads, on a thread that may be a leader's.
    public static void apart(Runnable work) {
        ScopedValue.where(NOW, Optional.<Lead>empty()).run(work);
    }
}
