package dev.meridian.controlplane.rest;

import java.io.IOException;

/// The body went over its limit while it was read.
final class TooLargeException extends IOException {

    private static final long serialVersionUID = 1;
    private final long limit;

    TooLargeException(long limit) {
        super("the body is larger than " + limit + " bytes");
        this.limit = limit;
    }

    ProblemAnswer problem() {
        return ProblemAnswer.of(
                ProblemKind.TOO_LARGE,
                "The body has more than " + (limit >> 20) + " MB, which is the limit here.");
    }
}
