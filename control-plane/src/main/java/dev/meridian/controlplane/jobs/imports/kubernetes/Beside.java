package dev.meridian.controlplane.jobs.imports.kubernetes;

import dev.meridian.controlplane.jobs.imports.Part;
import dev.meridian.controlplane.jobs.imports.Priorities;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What stands in a file beside its jobs and is asked for by name.
final class Beside {

    private final Map<String, Manifest> byKindAndName = new HashMap<>();
    private final Priorities priorities;

    Beside(List<Manifest> all, Priorities priorities) {
        this.priorities = priorities;
        for (Manifest one : all) {
            String name = one.root().at("metadata", "name").text("");
            byKindAndName.putIfAbsent(one.kind() + "/" + name, one);
        }
    }

    Priorities priorities() {
        return priorities;
    }

    Optional<Part> find(String kind, String name) {
        return Optional.ofNullable(byKindAndName.get(kind + "/" + name)).map(Manifest::root);
    }
}
