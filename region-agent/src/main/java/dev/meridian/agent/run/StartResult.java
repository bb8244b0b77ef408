package dev.meridian.agent.run;

/// What became of an attempt to start a task.
public sealed interface StartResult {
    record Started(Task task) implements StartResult {}

    /// It was called off before it had a process.
    record NotWanted() implements StartResult {}

    /// @param reason a token of the protocol
    /// @param sentence says what to do about it
    record Unstartable(String reason, String sentence) implements StartResult {}
}
