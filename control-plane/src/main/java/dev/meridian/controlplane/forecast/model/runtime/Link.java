package dev.meridian.controlplane.forecast.model.runtime;

/// What a run has in common with those it is compared with, the closest first.
public enum Link {
    /// user, program and size
    RUN,
    /// user and program
    PROGRAM,
    USER,
    ALL;

    String key(Traits traits) {
        return switch (this) {
            case RUN -> traits.user() + '\n' + traits.program() + '\n' + traits.size();
            case PROGRAM -> traits.user() + '\n' + traits.program();
            case USER -> traits.user();
            case ALL -> "";
        };
    }

    /// Whether the runs are of the same program, and not only of the same people.
    public boolean isOfProgram() {
        return this == RUN || this == PROGRAM;
    }

    /// As the API writes it.
    public String word() {
        return switch (this) {
            case RUN -> "run";
            case PROGRAM -> "program";
            case USER -> "user";
            case ALL -> "all";
        };
    }
}
