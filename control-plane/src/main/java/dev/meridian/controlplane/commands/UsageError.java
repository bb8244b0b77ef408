package dev.meridian.controlplane.commands;

/// Words that no command understands; the message says which.
final class UsageError extends RuntimeException {
    UsageError(String message) {
        super(message);
    }
}
