package dev.meridian.controlplane.jobs.imports.kubernetes;

import dev.meridian.controlplane.jobs.imports.GpuModels;
import dev.meridian.controlplane.jobs.imports.NeedsDraft;
import dev.meridian.controlplane.jobs.imports.Part;
import dev.meridian.controlplane.jobs.imports.Shares;
import dev.meridian.controlplane.jobs.model.spec.AcceleratorRequest;
import dev.meridian.controlplane.jobs.model.spec.Operator;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Accelerators that a container asks for as extended resources, by a mark of KAI, or by a claim.
final class Devices {

    /// Resources that are whole devices, and the maker that they imply; empty: none.
    private static final Map<String, String> WHOLE =
            Map.of(
                    "nvidia.com/gpu", "",
                    "nvidia.com/gpu.shared", "",
                    "volcano.sh/vgpu-number", "",
                    "amd.com/gpu", "amd",
                    "gpu.intel.com/i915", "intel",
                    "gpu.intel.com/xe", "intel",
                    "habana.ai/gaudi", "habana",
                    "google.com/tpu", "google",
                    "aws.amazon.com/neuron", "aws");

    private static final Pattern SLICE = Pattern.compile("nvidia\\.com/mig-(\\d)g\\.\\d+gb.*");

    private final NeedsDraft needs;
    private final @Nullable String model;

    /// @param model that the nodes must have; null: any
    Devices(NeedsDraft needs, @Nullable String model) {
        this.needs = needs;
        this.model = model;
    }

    static boolean isOne(String resource) {
        return WHOLE.containsKey(resource) || SLICE.matcher(resource).matches();
    }

    void take(String resource, Part amount) {
        int count = count(amount);
        if (count == 0) {
            return;
        }
        Matcher slice = SLICE.matcher(resource);
        if (slice.matches()) {
            needs.accelerators(Shares.ofSlices(named(), slice.group(1) + "g", count));
            amount.changed(
                    "slices of a device ("
                            + resource
                            + ") become "
                            + needs.accelerators()
                            + ": Meridian shares devices by their parts and knows no profiles",
                    "");
            return;
        }
        needs.accelerators(
                new AcceleratorRequest(named(), Math.min(count, 1024), AcceleratorRequest.WHOLE));
        String maker = WHOLE.getOrDefault(resource, "");
        if (!maker.isEmpty()) {
            needs.constraint("gpu.vendor", Operator.EQUAL, List.of(maker));
        } else if (resource.endsWith(".shared") || resource.startsWith("volcano")) {
            amount.changed(resource + " becomes whole devices", "ask for a share, as \"gpu:0.5\"");
        } else if (model == null) {
            amount.changed(
                    resource + " becomes gpu:" + count + ", of any model and maker",
                    "name a model, as \"A100:" + count + "\"");
        }
    }

    /// KAI's marks on the pod.
    void share(Part metadata) {
        Metadata.mark(metadata, "gpu-fraction")
                .ifPresent(mark -> {
                    BigDecimal part = mark.number();
                    if (part != null && part.signum() > 0 && part.compareTo(BigDecimal.ONE) < 0) {
                        int thousandths = Math.max(1, part.movePointRight(3).intValue());
                        needs.accelerators(new AcceleratorRequest(named(), 1, thousandths));
                    } else {
                        throw mark.refused(
                                "gpu-fraction is not between 0 and 1", "write it as in \"0.5\"");
                    }
                });
        Metadata.mark(metadata, "gpu-memory")
                .ifPresent(mark -> {
                    needs.accelerators(
                            new AcceleratorRequest(named(), 1, AcceleratorRequest.WHOLE));
                    mark.changed(
                            "a share by memory (" + mark.text("") + " MiB) becomes a whole device",
                            "ask for a share, as \"gpu:0.5\"");
                });
    }

    /// Claims of the pod, by their templates where they are in the file.
    void claims(Part pod, Beside beside) {
        for (Part claim : pod.at("resourceClaims").items()) {
            String template = claim.at("resourceClaimTemplateName").text("");
            List<Part> requests =
                    beside.find("ResourceClaimTemplate", template)
                            .map(found -> found.at("spec", "spec", "devices", "requests").items())
                            .orElse(List.of());
            claim.at("name").take();
            int count = 0;
            for (Part request : requests) {
                Part exactly = request.at("exactly").isThere() ? request.at("exactly") : request;
                count += Math.clamp(exactly.at("count").whole(1), 1, 1024);
            }
            if (count == 0) {
                claim.leftOut(
                        "what the claim "
                                + claim.at("name").text("")
                                + " asks for is not in the file",
                        "set resources.accelerators");
            } else {
                needs.accelerators(
                        new AcceleratorRequest(
                                named(), Math.min(count, 1024), AcceleratorRequest.WHOLE));
                claim.changed("the claim becomes " + needs.accelerators(), "");
            }
        }
    }

    private String named() {
        return model == null ? "gpu" : GpuModels.shortName(model);
    }

    private static int count(Part amount) {
        BigDecimal count = Quantity.of(amount);
        if (count.stripTrailingZeros().scale() > 0
                || count.compareTo(BigDecimal.valueOf(1_000_000)) > 0) {
            throw amount.refused(amount.name() + " is no whole number of devices", "");
        }
        return count.intValue();
    }
}
