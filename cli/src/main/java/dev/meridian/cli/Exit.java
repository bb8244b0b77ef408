package dev.meridian.cli;

/// How the command ends. Scripts rely on these numbers.
public final class Exit {

    public static final int DONE = 0;

    /// What was followed or waited for did not come out as wished.
    public static final int NOT_AS_WISHED = 1;

    /// The command line cannot be understood.
    public static final int USAGE = 2;

    /// Nobody answered, or the control plane failed or is too busy: the same may work later.
    public static final int NO_ANSWER = 3;

    public static final int NOT_FOUND = 4;

    /// The control plane says no: what was sent is wrong, or not possible now.
    public static final int REFUSED = 5;

    /// Not signed in, or not allowed.
    public static final int NOT_ALLOWED = 6;

    /// Ctrl-C; the JVM ends with it by itself.
    public static final int INTERRUPTED = 130;

    private Exit() {}

    /// @param status of HTTP; 0 when nobody answered
    public static int of(int status) {
        return switch (status) {
            case 401, 403 -> NOT_ALLOWED;
            case 404 -> NOT_FOUND;
            case 0, 429 -> NO_ANSWER;
            default -> status >= 500 ? NO_ANSWER : REFUSED;
        };
    }
}
