package dev.meridian.controlplane.replicas;

/// Another replica leads by now: what was about to be written is not.
public final class StaleTerm extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// @param sentence as the database says it
    public StaleTerm(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /// Whether this is behind a failure, however it was wrapped.
    static boolean isBehind(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof StaleTerm) {
                return true;
            }
        }
        return false;
    }
}
