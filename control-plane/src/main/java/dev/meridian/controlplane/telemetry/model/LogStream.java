package dev.meridian.controlplane.telemetry.model;

/// Where a task wrote to.
public enum LogStream {
    STDOUT("stdout"),
    STDERR("stderr");

    private final String word;

    LogStream(String word) {
        this.word = word;
    }

    /// As the API, the wire and the database write it.
    public String word() {
        return word;
    }

    /// @throws IllegalArgumentException for any other word
    public static LogStream of(String word) {
        return switch (word) {
            case "stdout" -> STDOUT;
            case "stderr" -> STDERR;
            case String other ->
                    throw new IllegalArgumentException("no stream of a task: " + other);
        };
    }
}
