package dev.meridian.controlplane.commands.openb;

/// A file of a trace that cannot be read as it was meant; the message names the file and the line.
public final class BadTrace extends RuntimeException {
    public BadTrace(String message) {
        super(message);
    }
}
