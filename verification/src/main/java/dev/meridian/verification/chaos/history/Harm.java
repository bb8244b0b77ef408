package dev.meridian.verification.chaos.history;

/// What must not come of a fault; each of it counts as a violation.
public enum Harm {
    /// Two live copies of what may have one.
    OVERLAP("copies overlapping"),
    /// What was promised is not there, or never goes on.
    LOST("lost"),
    /// What had been done was done again, or a submission became two jobs.
    REPEATED("repeated"),
    /// Work was placed again, or a node given up, without need.
    FALSE_FAILOVER("false failovers"),
    /// A copy that could have lived through the fault was ended.
    KILLED("killed needlessly"),
    /// It came, but later than promised.
    LATE("late"),
    /// Anything else that is not as promised: a transition that is not in the table, a bound that
    /// was passed, a try that came to no end.
    WRONG("otherwise wrong");

    private final String name;

    Harm(String name) {
        this.name = name;
    }

    /// As columns are headed.
    public String figure() {
        return name;
    }
}
