package dev.meridian.controlplane.kernel;

/// The control plane cannot start for a reason that the person who starts it can mend.
///
/// Two sentences reach the console in place of a stack trace: what is wrong, and what to do.
public class CannotStart extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String remedy;

    public CannotStart(String reason, String remedy) {
        super(reason);
        this.remedy = remedy;
    }

    public CannotStart(String reason, String remedy, Throwable cause) {
        super(reason, cause);
        this.remedy = remedy;
    }

    public String remedy() {
        return remedy;
    }
}
