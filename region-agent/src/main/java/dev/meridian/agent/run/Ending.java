package dev.meridian.agent.run;

/// Why the agent ends an attempt.
public enum Ending {
    /// The desired state says so, or no longer lists it.
    STOP,
    /// Its lease has lapsed: another node may hold it by now.
    FENCE,
    /// It ran longer than it may.
    TIMEOUT,
    /// It holds more memory than it may, on a host where only the agent can see that.
    MEMORY,
    /// It keeps more on disk than it may.
    DISK
}
