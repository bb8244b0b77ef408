package dev.meridian.verification.chaos.arena;

/// A job of one task that tells the sink that it lives.
public record Living(String job, String allocation) {}
