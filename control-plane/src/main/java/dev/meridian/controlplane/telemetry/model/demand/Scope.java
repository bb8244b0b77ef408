package dev.meridian.controlplane.telemetry.model.demand;

import java.util.Locale;

/// Whose demand a series tells.
public enum Scope {
    /// Named `region/cluster`.
    CLUSTER,
    /// Named `region/cluster/pool`.
    POOL,
    /// Named by itself.
    PROJECT,
    /// A job of type service, named `project/name`, so that its series goes on when it is submitted
    /// anew.
    SERVICE;

    /// As the API and the database write it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException for any other word
    public static Scope of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
