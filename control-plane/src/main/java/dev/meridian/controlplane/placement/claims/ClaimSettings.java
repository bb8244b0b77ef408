package dev.meridian.controlplane.placement.claims;

import java.time.Duration;

/// How far plans go for those who find no room.
///
/// @param preemption whether others are stopped for them
/// @param reserveAfter who has waited so long has room kept for the time when enough of it is free
/// @param reservations of that kind at once
public record ClaimSettings(boolean preemption, Duration reserveAfter, int reservations) {
    public static final ClaimSettings USUAL = new ClaimSettings(true, Duration.ofMinutes(1), 4);
}
