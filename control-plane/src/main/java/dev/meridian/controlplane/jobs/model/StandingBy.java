package dev.meridian.controlplane.jobs.model;

import dev.meridian.controlplane.jobs.model.AllocationState.Pending;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// What becomes of the places that stand by for an allocation, after whatever has happened to it.
public final class StandingBy {
    private static final Comparator<Standby> BEST_FIRST =
            Comparator.comparing(Standby::prepared, Comparator.reverseOrder())
                    .thenComparing(standby -> standby.pricePerHour().micros())
                    .thenComparing(standby -> standby.id().value());

    private StandingBy() {}

    public sealed interface Verdict {}

    /// All go on to stand by.
    public record Keep() implements Verdict {}

    /// The allocation goes on in this one, and the others stand by for it there.
    public record Promote(Standby standby) implements Verdict {}

    /// None is needed any more.
    ///
    /// @param reason a sentence for people
    public record Drop(String reason) implements Verdict {}

    /// @param heldBack its job is suspended or is being cancelled
    public static Verdict on(
            AllocationState state, List<Standby> standbys, boolean heldBack, Instant now) {
        if (standbys.isEmpty()) {
            return new Keep();
        }
        if (state.kind().isEnded()) {
            return new Drop("its allocation has ended");
        }
        if (!(state instanceof Pending waiting)) {
            return new Keep();
        }
        if (heldBack) {
            return new Drop("its job is held back");
        }
        return waiting.notBefore() != null && waiting.notBefore().isAfter(now)
                ? new Keep()
                : standbys.stream()
                        .filter(Standby::open)
                        .min(BEST_FIRST)
                        .<Verdict>map(Promote::new)
                        .orElseGet(Keep::new);
    }
}
