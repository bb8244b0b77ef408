package dev.meridian.controlplane.jobs.spec;

import dev.meridian.controlplane.kernel.model.Refusal;

/// The document has no end that could be found: its syntax is broken.
public final class UnreadableException extends Exception {

    private final transient Refusal refusal;

    public UnreadableException(String detail, String hint) {
        super(detail);
        this.refusal = new Refusal("", detail, hint);
    }

    public Refusal refusal() {
        return refusal;
    }
}
