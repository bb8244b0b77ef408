package dev.meridian.controlplane.rest;

import java.util.Locale;
import org.springframework.http.HttpStatus;

/// Why a request is refused; its URN is stable, clients may rely on it.
public enum ProblemKind {
    UNPARSABLE(HttpStatus.BAD_REQUEST, "The request cannot be read"),
    UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "Nobody known is calling"),
    FORBIDDEN(HttpStatus.FORBIDDEN, "The caller may not"),
    NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such thing"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "Not with this method"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "No such kind of answer"),
    CONFLICT(HttpStatus.CONFLICT, "It is not so that this can be done"),
    KEY_IN_FLIGHT(HttpStatus.CONFLICT, "The same submission is being stored"),
    STALE(HttpStatus.PRECONDITION_FAILED, "It has changed meanwhile"),
    TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "No such kind of body"),
    IMPOSSIBLE(HttpStatus.UNPROCESSABLE_CONTENT, "Well-formed, but impossible"),
    KEY_REUSED(HttpStatus.UNPROCESSABLE_CONTENT, "The idempotency key belongs to another body"),
    TOO_MANY(HttpStatus.TOO_MANY_REQUESTS, "Too many at once"),
    INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR, "Something is wrong with Meridian"),
    UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "Not now"),
    NO_ROOM(HttpStatus.INSUFFICIENT_STORAGE, "There is no room to store it");

    private final HttpStatus status;
    private final String title;

    ProblemKind(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    public HttpStatus status() {
        return status;
    }

    String title() {
        return title;
    }

    String urn() {
        return "urn:meridian:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The first kind with this status.
    static ProblemKind of(int status) {
        for (ProblemKind kind : values()) {
            if (kind.status.value() == status) {
                return kind;
            }
        }
        return status < 500 ? UNPARSABLE : INTERNAL;
    }
}
