package dev.meridian.controlplane.commands;

/// A file that cannot be read as it was meant; the message names the file and the line.
final class BadFile extends RuntimeException {
    BadFile(String message) {
        super(message);
    }
}
