package dev.meridian.controlplane.jobs.model.spec;

import org.jspecify.annotations.Nullable;

/// How close together the instances of a group must, or should, stand.
public record TopologySpec(
        @Says("all instances in one of these: region, cluster, or a label such as zone or rack")
                @Nullable String required,
        @Says("all instances in one of these where it can be had") @Nullable String preferred) {

    public TopologySpec {
        Checks.of()
                .matches("required", required, Names.LABEL, Names.LABEL_HINT)
                .matches("preferred", preferred, Names.LABEL, Names.LABEL_HINT)
                .that(
                        required != null || preferred != null,
                        "",
                        "topology asks for nothing",
                        "give required or preferred",
                        "required",
                        "preferred")
                .orThrow();
    }
}
