package dev.meridian.controlplane.jobs.imports;

import java.util.HashMap;
import java.util.Map;

/// Why fields of one format have no place in a job of ours, by their names.
public final class Reasons {

    private final Map<String, Why> byName = new HashMap<>();

    /// @param names for which this is the reason; a name has one alone
    public Reasons say(Why why, String... names) {
        for (String name : names) {
            if (byName.put(name, why) != null) {
                throw new IllegalArgumentException("two reasons for " + name);
            }
        }
        return this;
    }

    /// Unknown where nothing was said.
    public Why of(String name) {
        return byName.getOrDefault(name, Why.UNKNOWN);
    }
}
