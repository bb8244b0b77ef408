package dev.meridian.controlplane.projects.model;

/// What became of an edit.
public sealed interface Edit<T> {

    record Done<T>(T now) implements Edit<T> {}

    /// There is no such thing.
    record Missing<T>() implements Edit<T> {}

    /// Somebody else edited it since the caller read it.
    record Stale<T>(long version) implements Edit<T> {}

    /// It cannot be for what else there is: such a name is taken, or something still needs it.
    record Conflicting<T>(String sentence) implements Edit<T> {}
}
