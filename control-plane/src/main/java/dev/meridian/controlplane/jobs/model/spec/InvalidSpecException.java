package dev.meridian.controlplane.jobs.model.spec;

import dev.meridian.controlplane.kernel.model.Refusal;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Everything that a record found wrong with its values, with pointers relative to that record.
///
/// The reader turns it into refusals; whoever builds a spec by hand sees it as the bug that it is.
public final class InvalidSpecException extends IllegalArgumentException {

    /// @param involved fields of the record on which the verdict rests
    public record Violation(Refusal refusal, Set<String> involved) {}

    private final transient List<Violation> violations;

    InvalidSpecException(List<Violation> violations) {
        super(
                violations.stream()
                        .map(v -> v.refusal().pointer() + ": " + v.refusal().detail())
                        .collect(Collectors.joining("; ")));
        this.violations = List.copyOf(violations);
    }

    public List<Violation> violations() {
        return violations;
    }
}
