package dev.meridian.controlplane.console.failing;

import org.springframework.http.HttpStatus;

/// Thrown by a page that cannot be shown.
public final class RefusedPage extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;

    public RefusedPage(Refusal refusal) {
        super(refusal.sentence(), null, false, false);
        this.refusal = refusal;
    }

    /// @param what names the thing: `job 0197…`
    public static RefusedPage notFound(String what) {
        return new RefusedPage(Refusal.notFound(what));
    }

    /// For parameters that cannot be read.
    public static RefusedPage unreadable(String sentence) {
        return new RefusedPage(
                new Refusal(HttpStatus.BAD_REQUEST, "The request cannot be read", sentence));
    }

    /// For what cannot be done as things are.
    public static RefusedPage conflict(String sentence) {
        return new RefusedPage(
                new Refusal(HttpStatus.CONFLICT, "It is not so that this can be done", sentence));
    }

    Refusal refusal() {
        return refusal;
    }
}
