package dev.meridian.verification.bench.scale;

/// Of one run, jobs a second.
///
/// @param decided on which node each goes
/// @param committed and durable; not a number where a system does not tell
record Speed(double decided, double committed) {}
