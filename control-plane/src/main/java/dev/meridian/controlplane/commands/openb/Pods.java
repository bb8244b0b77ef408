package dev.meridian.controlplane.commands.openb;

import dev.meridian.controlplane.jobs.model.spec.ConstraintSpec;
import dev.meridian.controlplane.jobs.model.spec.LabelValue;
import dev.meridian.controlplane.jobs.model.spec.Operator;
import dev.meridian.controlplane.placement.model.AcceleratorNeed;
import dev.meridian.controlplane.placement.model.Amounts;
import dev.meridian.controlplane.placement.model.Device;
import dev.meridian.controlplane.placement.model.Requirement;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a pod list asks for, in the order of the pods' names.
public final class Pods {

    private Pods() {}

    /// Columns `name`, `cpu_milli`, `memory_mib`, `num_gpu`, `gpu_milli` (of each) and, where there
    /// is one, `gpu_spec`: models of which any will do, as in `A|B`.
    public static List<Requirement> read(Path file) {
        TraceFile list =
                TraceFile.read(file, "name", "cpu_milli", "memory_mib", "num_gpu", "gpu_milli");
        Map<Requirement, Requirement> known = new HashMap<>();
        return list.rows().stream()
                .sorted(Comparator.comparing(row -> row.text("name")))
                .map(Pods::requirement)
                .map(one -> known.computeIfAbsent(one, same -> same))
                .toList();
    }

    private static Requirement requirement(TraceFile.Row row) {
        Amounts amounts =
                Amounts.of(
                        row.number("cpu_milli", Fleet.MOST),
                        row.number("memory_mib", Fleet.MOST),
                        0);
        int count = (int) row.number("num_gpu", Device.MOST);
        int millis = (int) row.number("gpu_milli", Device.WHOLE);
        if (count > 0 && millis == 0 || count > 1 && millis < Device.WHOLE) {
            throw row.bad(
                    "%d accelerators of %d thousandths: whole ones are asked for, or a share of one"
                            .formatted(count, millis));
        }
        List<String> models =
                Arrays.stream(row.text("gpu_spec").split("\\|"))
                        .filter(model -> !model.isBlank())
                        .distinct()
                        .sorted()
                        .toList();
        AcceleratorNeed need =
                count == 0
                        ? AcceleratorNeed.NONE
                        : new AcceleratorNeed(
                                models.size() == 1 ? models.getFirst() : null, count, millis);
        return requirement(amounts, need, models.size() > 1 ? models : List.of());
    }

    private static Requirement requirement(
            Amounts amounts, AcceleratorNeed need, List<String> anyOf) {
        return new Requirement(
                amounts,
                need,
                Fleet.DRIVER,
                anyOf.isEmpty()
                        ? List.of()
                        : List.of(
                                new ConstraintSpec(
                                        Fleet.MODEL, Operator.IN, new LabelValue(anyOf))),
                List.of(),
                Set.of(),
                List.of(),
                List.of(),
                List.of(),
                false,
                null,
                null,
                null);
    }
}
