package dev.meridian.verification.bench;

/// One way to run so many jobs.
interface Contestant {

    /// Whose way, as `meridian` or `slurm`.
    String system();

    /// How the jobs are handed over and run, in a few words.
    String way();

    /// Hands over so many jobs that do nothing, and waits until the system's own books say that the
    /// last one has ended well.
    ///
    /// @return seconds from the first submission
    /// @throws IllegalStateException when one of them did not succeed, or not in time
    double run(int jobs);
}
