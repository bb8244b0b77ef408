package dev.meridian.controlplane.rest.fleet;

import dev.meridian.controlplane.kernel.model.Refusal;
import dev.meridian.controlplane.rest.ProblemKind;
import dev.meridian.controlplane.rest.RefusedRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why a node is to be cordoned, uncordoned or quarantined.
record OrderBody(@Nullable String reason) {
    private static final int LONGEST = 1_000;

    static String reason(@Nullable OrderBody body) {
        return body == null ? "" : text(body.reason);
    }

    /// A reason as it was given; empty where none was.
    static String text(@Nullable String given) {
        String reason = given == null ? "" : given.strip();
        if (reason.length() > LONGEST || reason.indexOf('\0') >= 0) {
            throw new RefusedRequest(
                    ProblemKind.IMPOSSIBLE,
                    List.of(
                            new Refusal(
                                    "/reason",
                                    "the reason has "
                                            + reason.length()
                                            + " characters, or a NUL among them",
                                    "give at most " + LONGEST + " characters of text")));
        }
        return reason;
    }
}
