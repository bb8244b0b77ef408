package dev.meridian.verification.chaos.history;

/// Something in a history that must not be.
public record Finding(Harm harm, String sentence) {}
