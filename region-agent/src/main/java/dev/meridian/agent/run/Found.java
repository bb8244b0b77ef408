package dev.meridian.agent.run;

/// What an agent that starts again finds of an attempt that it held before.
sealed interface Found {
    record Running(Task task) implements Found {}

    record Ended(Exit exit) implements Found {}

    /// Its processes were gone, or had lost their shim and were killed.
    record Lost() implements Found {}
}
