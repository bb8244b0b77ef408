package dev.meridian.controlplane.projects.model;

import java.time.Instant;

/// Somebody who has signed in to the console, as they stand now.
///
/// @param id tells sessions apart; nobody gets in with it
/// @param since when the password was given
public record OpenSession(String id, Standing standing, Instant since) {}
