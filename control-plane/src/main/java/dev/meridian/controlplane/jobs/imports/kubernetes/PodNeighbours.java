package dev.meridian.controlplane.jobs.imports.kubernetes;

import dev.meridian.controlplane.jobs.imports.NeedsDraft;
import dev.meridian.controlplane.jobs.imports.Part;

/// How the pods of a job stand to one another: together, apart, spread.
final class PodNeighbours {

    private static final String MUST = "requiredDuringSchedulingIgnoredDuringExecution";
    private static final String SHOULD = "preferredDuringSchedulingIgnoredDuringExecution";

    private final NeedsDraft needs;
    private final Part labels;

    /// @param labels of the pods themselves
    PodNeighbours(NeedsDraft needs, Part labels) {
        this.needs = needs;
        this.labels = labels;
    }

    void read(Part pod) {
        Part together = pod.at("affinity", "podAffinity");
        Part apart = pod.at("affinity", "podAntiAffinity");
        together.at(MUST).items().forEach(term -> with(term, () -> needs.together(domain(term))));
        together.at(SHOULD)
                .items()
                .forEach(wish -> {
                    Part term = wish.at("podAffinityTerm");
                    with(term, () -> needs.preferablyTogether(domain(term)));
                    wish.take();
                });
        apart.at(MUST)
                .items()
                .forEach(term -> with(term, () -> needs.spread(domain(term), null, 1)));
        apart.at(SHOULD)
                .items()
                .forEach(wish -> {
                    Part term = wish.at("podAffinityTerm");
                    with(term, () -> needs.spread(domain(term), null, null));
                    wish.take();
                });
        for (Part spread : pod.at("topologySpreadConstraints").items()) {
            needs.spread(domain(spread), spread.at("minDomains").whole(), null);
            spread.changed(
                    "the spread by "
                            + domain(spread)
                            + " becomes as even as can be had; the largest difference (maxSkew) is not kept",
                    "set maxPerDomain for a bound");
        }
    }

    /// Only what is said of the job's own pods can be said in a group.
    private void with(Part term, Runnable own) {
        Part wanted = term.at("labelSelector", "matchLabels");
        boolean ours =
                wanted.isObject()
                        && wanted.fields().entrySet().stream()
                                .allMatch(one ->
                                        one.getValue()
                                                .text("")
                                                .equals(labels.at(one.getKey()).text()));
        if (ours) {
            own.run();
            term.take();
        } else {
            term.leftOut(
                    "where pods of other jobs are does not count for a group, nor do selectors by expressions",
                    "see topology and spread");
        }
    }

    private static String domain(Part term) {
        return Labels.ours(term.at("topologyKey").text(Labels.HOST));
    }
}
