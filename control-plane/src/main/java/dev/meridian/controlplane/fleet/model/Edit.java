package dev.meridian.controlplane.fleet.model;

/// How an edit ended.
public sealed interface Edit<T> {

    record Created<T>(T value) implements Edit<T> {}

    record Changed<T>(T value) implements Edit<T> {}

    /// Somebody else was faster: the caller's version is not the current one.
    record Stale<T>(long currentVersion) implements Edit<T> {}

    /// @param what a sentence that says what does not exist
    record Missing<T>(String what) implements Edit<T> {}

    /// @param why a sentence: the thing as it stands does not allow it
    record Refused<T>(String why) implements Edit<T> {}
}
