package dev.meridian.controlplane.jobs.model.spec;

import java.util.Map;
import java.util.TreeMap;

/// The order of jobs by the name of their class: the higher, the sooner.
public record PriorityClasses(Map<String, Integer> byName) {

    public static final PriorityClasses STANDARD =
            new PriorityClasses(Map.of("low", 100, "standard", 500, "high", 800, "critical", 1000));

    public PriorityClasses {
        byName = Map.copyOf(byName);
    }

    public boolean knows(String name) {
        return byName.containsKey(name);
    }

    /// @throws IllegalArgumentException for a class that is not configured
    public int priorityOf(String name) {
        Integer priority = byName.get(name);
        if (priority == null) {
            throw new IllegalArgumentException("no priority class " + name + ", only " + names());
        }
        return priority;
    }

    public String names() {
        return String.join(", ", new TreeMap<>(byName).keySet());
    }
}
