package dev.meridian.controlplane.jobs.imports;

import dev.meridian.controlplane.kernel.model.Refusal;

/// No job can be made of the file, and why.
public final class NotImportable extends RuntimeException {

    private static final long serialVersionUID = 1;
    private final transient Refusal refusal;
    private final boolean unparsable;

    private NotImportable(Refusal refusal, boolean unparsable) {
        super(refusal.detail(), null, false, false);
        this.refusal = refusal;
        this.unparsable = unparsable;
    }

    public static NotImportable because(String pointer, String detail, String hint) {
        return new NotImportable(new Refusal(pointer, detail, hint), false);
    }

    public static NotImportable because(String detail, String hint) {
        return because("", detail, hint);
    }

    /// It is not even in the notation of its format.
    static NotImportable unparsable(Refusal refusal) {
        return new NotImportable(refusal, true);
    }

    public Refusal refusal() {
        return refusal;
    }

    public boolean isUnparsable() {
        return unparsable;
    }
}
