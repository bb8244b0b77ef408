package dev.meridian.controlplane.jobs.spec;

import java.util.ArrayDeque;
import java.util.Optional;

/// Finds where a field that was put into the wrong object belongs.
final class SpecPaths {

    private record Step(String path, RecordKind kind) {}

    private SpecPaths() {}

    /// Path of the field with exactly this name in the objects below, the highest first.
    static Optional<String> below(RecordKind top, String name) {
        var queue = new ArrayDeque<Step>();
        queue.add(new Step("", top));
        while (!queue.isEmpty()) {
            Step step = queue.remove();
            if (!step.path().isEmpty() && step.kind().fields().containsKey(name)) {
                return Optional.of(step.path() + name);
            }
            for (FieldKind field : step.kind().fields().values()) {
                if (field.kind() instanceof RecordKind record) {
                    queue.add(new Step(step.path() + field.name() + ".", record));
                } else if (field.kind() instanceof Kind.ListOf(RecordKind record)) {
                    queue.add(new Step(step.path() + field.name() + "[].", record));
                }
            }
        }
        return Optional.empty();
    }
}
