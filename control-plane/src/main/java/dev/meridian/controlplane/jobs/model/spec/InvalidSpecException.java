package dev.meridian.controlplane.jobs.model.spec;

import dev.meridian.controlplane.kernel.model.Refusal;
import java.util.List;
import java.util.stream.Collectors;

/// Everything that a record found wrong with its values, with pointers relative to that record.
///
/// The reader turns it into refusals; whoever builds a spec by hand sees it as the bug that it is.
public final class InvalidSpecException extends IllegalArgumentException {

    private final transient List<Refusal> refusals;

    public InvalidSpecException(List<Refusal> refusals) {
        super(refusals.stream().map(r -> r.pointer() + ": " + r.detail()).collect(Collectors.joining("; ")));
        this.refusals = List.copyOf(refusals);
    }

    public List<Refusal> refusals() {
        return refusals;
    }
}
