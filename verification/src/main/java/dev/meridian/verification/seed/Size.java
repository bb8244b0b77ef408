package dev.meridian.verification.seed;

/// How much a database is filled with.
///
/// @param live jobs that run, wait or are held back
/// @param ended jobs that are over
/// @param audited entries of the audit trail
public record Size(int nodes, int live, int ended, int audited) {

    /// What each page of the console is measured on.
    public static final Size WHOLE = new Size(10_000, 100_000, 1_000_000, 50_000);

    /// The same fleet in small, for tests.
    public static final Size SMALL = new Size(600, 6_000, 10_000, 500);
}
