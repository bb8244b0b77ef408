package dev.meridian.controlplane.console.submit;

/// One thing that is wrong with a text.
///
/// @param line from 1; 0: of the whole
public record Problem(int line, String pointer, String detail, String hint) {}
