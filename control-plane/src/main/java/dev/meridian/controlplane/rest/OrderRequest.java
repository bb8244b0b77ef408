package dev.meridian.controlplane.rest;

import org.jspecify.annotations.Nullable;

/// Why a job is to be cancelled, suspended, resumed or retried.
record OrderRequest(@Nullable String reason) {

    private static final int LONGEST = 1_000;

    /// @param fallback where no reason was given
    static String reason(@Nullable OrderRequest request, String fallback) {
        String reason = request == null || request.reason() == null ? "" : request.reason().strip();
        if (reason.length() > LONGEST || reason.indexOf('\0') >= 0) {
            throw new RefusedRequest(
                    ProblemKind.IMPOSSIBLE,
                    java.util.List.of(
                            new dev.meridian.controlplane.kernel.model.Refusal(
                                    "/reason",
                                    "the reason has "
                                            + reason.length()
                                            + " characters, or a NUL among them",
                                    "give at most " + LONGEST + " characters of text")));
        }
        return reason.isEmpty() ? fallback : reason;
    }
}
