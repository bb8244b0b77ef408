package dev.meridian.controlplane.jobs.imports.skypilot;

import dev.meridian.controlplane.jobs.imports.GpuModels;
import dev.meridian.controlplane.jobs.imports.NeedsDraft;
import dev.meridian.controlplane.jobs.imports.Part;
import dev.meridian.controlplane.jobs.model.spec.AcceleratorRequest;
import dev.meridian.controlplane.jobs.model.spec.Operator;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// Accelerators: `A100`, `A100:8`, `T4:0.5`, `{A100: 8}`, or several to choose from.
final class SkyDevices {

    /// @param part where it stands
    private record Wish(String model, String name, BigDecimal count, Part part) {}

    /// Weight of the first of several in order; each further one counts so much less.
    private static final int FIRST = 60;

    private static final int STEP = 20;
    private final NeedsDraft needs;
    private final boolean ordered;

    /// @param ordered the earlier alternatives are better
    SkyDevices(NeedsDraft needs, boolean ordered) {
        this.needs = needs;
        this.ordered = ordered;
    }

    void read(List<Part> choices, Part resources) {
        List<Wish> wishes = new ArrayList<>();
        for (Part choice : choices) {
            Part given = choice.at("accelerators");
            collect(given.isThere() ? given : resources.at("accelerators"), wishes);
        }
        if (wishes.isEmpty()) {
            return;
        }
        Wish first = wishes.getFirst();
        List<String> models = wishes.stream().map(Wish::model).distinct().toList();
        boolean alike =
                wishes.stream().allMatch(wish -> wish.count().compareTo(first.count()) == 0);
        if (!alike) {
            first.part()
                    .aside()
                    .leftOut(
                            "of alternatives with different numbers of devices the first is taken: "
                                    + first.name()
                                    + ":"
                                    + first.count(),
                            "submit the others as jobs of their own");
        }
        boolean one = !alike || models.size() == 1;
        needs.accelerators(request(one ? first.model() : "gpu", first));
        if (!one) {
            needs.constraint("gpu.model", Operator.IN, models);
            for (int i = 0; ordered && i < models.size() && FIRST > i * STEP; i++) {
                needs.affinity(
                        "gpu.model", Operator.EQUAL, List.of(models.get(i)), FIRST - i * STEP);
            }
        }
        memory(alike ? wishes : List.of(first));
    }

    private static void collect(Part given, List<Wish> wishes) {
        if (given.isList()) {
            given.items().forEach(item -> add(item, item.text(""), wishes));
        } else if (given.isObject()) {
            given.fields()
                    .forEach((model, count) -> add(count, model + ":" + count.text("1"), wishes));
        } else if (given.isThere()) {
            add(given, given.text(""), wishes);
        }
    }

    private static void add(Part part, String text, List<Wish> wishes) {
        String[] words = text.split(":", 2);
        String count = words.length > 1 ? words[1].strip() : "1";
        String name = words[0].strip();
        boolean readable =
                name.matches("[A-Za-z0-9][A-Za-z0-9 ._/+-]{0,62}")
                        && count.matches("\\d{1,6}(\\.\\d{1,6})?");
        if (!readable || new BigDecimal(count).signum() == 0) {
            throw part.refused(
                    "accelerators is no request: \""
                            + (text.length() > 80 ? text.substring(0, 80) : text)
                            + "\"",
                    "write it as in A100:8");
        }
        String plain = name.replaceAll("[+ ]+$", "");
        wishes.add(new Wish(GpuModels.shortName(plain), plain, new BigDecimal(count), part));
    }

    /// `A100-80GB` is an A100 of at least 80 GiB.
    private void memory(List<Wish> wishes) {
        boolean told =
                wishes.stream().allMatch(wish -> GpuModels.memoryGi(wish.name()).isPresent());
        if (told) {
            int least =
                    wishes.stream()
                            .mapToInt(wish -> GpuModels.memoryGi(wish.name()).orElse(0))
                            .min()
                            .orElse(0);
            needs.constraint("gpu.memory", Operator.AT_LEAST, List.of(least + "Gi"));
        }
    }

    private static AcceleratorRequest request(String model, Wish wish) {
        BigDecimal count = wish.count().stripTrailingZeros();
        if (count.compareTo(BigDecimal.ONE) < 0) {
            return new AcceleratorRequest(
                    model, 1, Math.max(1, count.movePointRight(3).intValue()));
        }
        if (count.scale() > 0 || count.compareTo(BigDecimal.valueOf(1024)) > 0) {
            throw wish.part()
                    .refused(
                            "nobody can have " + count.toPlainString() + " devices",
                            "ask for 1 to 1024, or for a share of one");
        }
        return new AcceleratorRequest(model, count.intValue(), AcceleratorRequest.WHOLE);
    }
}
