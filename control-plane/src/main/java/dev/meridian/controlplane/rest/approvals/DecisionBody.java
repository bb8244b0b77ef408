package dev.meridian.controlplane.rest.approvals;

import dev.meridian.controlplane.kernel.model.Refusal;
import dev.meridian.controlplane.rest.ProblemKind;
import dev.meridian.controlplane.rest.RefusedRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why a proposal is approved or rejected.
record DecisionBody(@Nullable String reason) {
    private static final int LONGEST = 1_000;

    static String text(@Nullable DecisionBody body) {
        String reason = body == null || body.reason == null ? "" : body.reason.strip();
        if (reason.length() > LONGEST || reason.indexOf('\0') >= 0) {
            throw refused(
                    "The reason has " + reason.length() + " characters, or a NUL among them.",
                    "At most " + LONGEST + " characters of text.");
        }
        return reason;
    }

    /// Who is turned down is told why.
    static String given(@Nullable DecisionBody body) {
        String reason = text(body);
        if (reason.isEmpty()) {
            throw refused(
                    "A reason is missing.",
                    "Say why it is rejected: it is kept with the proposal.");
        }
        return reason;
    }

    private static RefusedRequest refused(String detail, String hint) {
        return new RefusedRequest(
                ProblemKind.IMPOSSIBLE, List.of(new Refusal("/reason", detail, hint)));
    }
}
