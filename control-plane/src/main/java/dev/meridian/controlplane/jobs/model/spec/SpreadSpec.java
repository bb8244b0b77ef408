package dev.meridian.controlplane.jobs.model.spec;

import org.jspecify.annotations.Nullable;

/// How the instances of a group are spread over the domains of one kind.
///
/// With a bound it is a rule; without one, a wish for as even a spread as can be had.
public record SpreadSpec(
        @Says("kind of domain: region, cluster, node, or any label of nodes such as zone or rack")
                String by,
        @Says("at least so many different domains") @Nullable Integer minDomains,
        @Says("at most so many instances in one domain; by node with 1 is anti-affinity")
                @Nullable Integer maxPerDomain) {

    public SpreadSpec {
        Checks.of()
                .matches("by", by, Names.LABEL, Names.LABEL_HINT)
                .range("minDomains", minDomains, 1, TaskGroupSpec.MOST_INSTANCES)
                .range("maxPerDomain", maxPerDomain, 1, TaskGroupSpec.MOST_INSTANCES)
                .orThrow();
    }
}
