package dev.meridian.controlplane.placement.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Why an allocation waits, and what would end the wait.
///
/// @param expectedStart null: nothing known allows to say
public record PendingExplanation(
        PendingReason reason,
        List<PendingReason> otherReasons,
        List<CountedVeto> vetoes,
        List<WouldFit> wouldFitIf,
        @Nullable QueuePosition queue,
        @Nullable StartRange expectedStart) {

    public PendingExplanation {
        otherReasons = List.copyOf(otherReasons);
        vetoes = List.copyOf(vetoes);
        wouldFitIf = List.copyOf(wouldFitIf);
    }

    public PendingToken token() {
        return reason.token();
    }

    public String sentence() {
        return reason.sentence();
    }

    public Map<String, Object> numbers() {
        return reason.numbers();
    }
}
