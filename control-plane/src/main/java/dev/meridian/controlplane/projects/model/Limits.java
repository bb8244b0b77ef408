package dev.meridian.controlplane.projects.model;

import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.kernel.model.Millicores;
import org.jspecify.annotations.Nullable;

/// How much at most; what is null is not limited.
public record Limits(
        @Nullable Millicores cpu, @Nullable Mebibytes memory, @Nullable Integer accelerators) {
    public static final Limits NONE = new Limits(null, null, null);

    public Limits {
        if (accelerators != null && accelerators < 0) {
            throw new IllegalArgumentException("accelerators cannot be negative: " + accelerators);
        }
    }
}
