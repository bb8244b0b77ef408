package dev.meridian.controlplane.jobs.imports.skypilot;

import dev.meridian.controlplane.jobs.imports.Naming;
import dev.meridian.controlplane.jobs.imports.Part;
import java.util.Locale;
import java.util.Optional;

/// Where a task may run: `infra: aws/us-east-1/us-east-1a`, or cloud, region and zone.
record SkyPlace(Optional<String> provider, Optional<String> region, Optional<String> zone) {

    static SkyPlace of(Part choice, Part resources) {
        Part infra = choice.at("infra").isThere() ? choice.at("infra") : resources.at("infra");
        String[] steps = infra.text("").split("/", 3);
        String cloud = word(choice, resources, "cloud").orElse(steps[0]);
        Optional<String> region =
                word(choice, resources, "region")
                        .or(() -> step(steps, 1))
                        .map(Naming::dns)
                        .filter(name -> !name.isEmpty());
        Optional<String> zone = word(choice, resources, "zone").or(() -> step(steps, 2));
        region.ifPresent(name ->
                infraOr(choice, resources)
                        .aside()
                        .changed(
                                "the region " + name + " is one of Meridian's of this name",
                                "rename it where yours is another"));
        String lower = cloud.toLowerCase(Locale.ROOT);
        boolean none = lower.isEmpty() || lower.equals("*");
        if (lower.equals("kubernetes")
                || lower.equals("k8s")
                || lower.equals("local")
                || lower.startsWith("ssh")) {
            infraOr(choice, resources)
                    .aside()
                    .leftOut(
                            "that it runs on "
                                    + cloud
                                    + " is not carried over: it runs wherever it fits",
                            "write a constraint on the label cluster");
            none = true;
        }
        return new SkyPlace(none ? Optional.empty() : Optional.of(lower), region, zone);
    }

    private static Part infraOr(Part choice, Part resources) {
        for (String name : new String[] {"infra", "cloud", "region"}) {
            for (Part part : new Part[] {choice, resources}) {
                if (part.at(name).isThere()) {
                    return part.at(name);
                }
            }
        }
        return resources;
    }

    private static Optional<String> word(Part choice, Part resources, String name) {
        Part given = choice.at(name).isThere() ? choice.at(name) : resources.at(name);
        return Optional.ofNullable(given.text()).filter(text -> !text.isBlank());
    }

    private static Optional<String> step(String[] steps, int index) {
        return steps.length > index && !steps[index].equals("*") && !steps[index].isBlank()
                ? Optional.of(steps[index])
                : Optional.empty();
    }
}
