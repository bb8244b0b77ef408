package dev.meridian.controlplane.jobs.imports.kubernetes;

import dev.meridian.controlplane.jobs.imports.NeedsDraft;
import dev.meridian.controlplane.jobs.imports.Part;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/// Requests and limits of a container: its cores as it requests them, its memory up to its limit.
final class ContainerNeeds {

    private ContainerNeeds() {}

    static void into(NeedsDraft needs, Devices devices, Part container) {
        Part resources = container.at("resources");
        Map<String, Part> limits = resources.at("limits").fields();
        Map<String, Part> requests = resources.at("requests").fields();
        Map<String, Part> all = new LinkedHashMap<>(requests);
        limits.forEach(all::putIfAbsent);
        all.forEach((name, given) -> {
            Part request = requests.getOrDefault(name, given);
            Part limit = limits.getOrDefault(name, given);
            switch (name) {
                case "cpu" -> cpu(needs, request, limit);
                case "memory" -> memory(needs, request, limit);
                case "ephemeral-storage" -> needs.disk(Quantity.memory(Quantity.of(limit)));
                default -> {
                    if (Devices.isOne(name)) {
                        devices.take(name, limit);
                        request.take();
                    }
                }
            }
        });
        if (needs.memory() == null && container.isThere()) {
            container
                    .at("resources")
                    .assumed(
                            "the container "
                                    + container.at("name").text("")
                                    + " does not say how much memory it needs: it gets 256Mi",
                            "set resources.memory");
        }
    }

    private static void cpu(NeedsDraft needs, Part request, Part limit) {
        BigDecimal asked = Quantity.of(request);
        BigDecimal most = Quantity.of(limit);
        if (asked.signum() > 0) {
            needs.cpu(Quantity.cores(asked));
        }
        if (asked.compareTo(most) != 0) {
            limit.changed(
                    "the limit of "
                            + limit.text("")
                            + " cores is not carried over: what is requested, "
                            + request.text("")
                            + ", is shared out",
                    "set resources.cpu");
        }
    }

    private static void memory(NeedsDraft needs, Part request, Part limit) {
        BigDecimal asked = Quantity.of(request);
        BigDecimal most = Quantity.of(limit);
        if (most.signum() > 0) {
            needs.memory(Quantity.memory(most));
        }
        if (asked.compareTo(most) != 0) {
            request.changed(
                    "the limit of "
                            + limit.text("")
                            + " is reserved, not the "
                            + request.text("")
                            + " that are requested",
                    "set resources.memory");
        }
    }
}
