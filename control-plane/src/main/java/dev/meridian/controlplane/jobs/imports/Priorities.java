package dev.meridian.controlplane.jobs.imports;

import dev.meridian.controlplane.jobs.model.spec.PriorityClasses;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Finds the priority class of ours that a foreign name most likely means.
public record Priorities(PriorityClasses classes) {

    private static final List<String> USUAL = List.of("critical", "high", "low", "standard");

    /// One of the same name, or a usual one that the name contains: `high-priority` is `high`.
    public Optional<String> of(String foreign) {
        if (classes.knows(foreign)) {
            return Optional.of(foreign);
        }
        String lower = foreign.toLowerCase(Locale.ROOT);
        if (lower.matches("normal|default|medium") && classes.knows("standard")) {
            return Optional.of("standard");
        }
        return USUAL.stream().filter(lower::contains).filter(classes::knows).findFirst();
    }

    public String names() {
        return classes.names();
    }
}
