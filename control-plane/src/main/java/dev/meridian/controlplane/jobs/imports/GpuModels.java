package dev.meridian.controlplane.jobs.imports;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Models of accelerators as nodes of Meridian name them.
public final class GpuModels {

    /// Longer names stand before those that they contain.
    private static final List<String> KNOWN =
            List.of(
                    "GB300", "GB200", "B300", "B200", "GH200", "H200", "H100", "H800", "H20",
                    "A100", "A800", "A6000", "A40", "A30", "A10G", "A10", "A16", "A2", "L40S",
                    "L40", "L4", "V100M32", "V100", "P100", "P40", "P4", "T4", "K80", "MI355X",
                    "MI325X", "MI300X", "MI300A", "MI250X", "MI210", "MI100");

    private GpuModels() {}

    /// `NVIDIA-A100-SXM4-80GB`, `nvidia-tesla-t4`, `a100_80gb` → `A100`, `T4`, `A100`; an unknown
    /// one stays as it is.
    public static String shortName(String foreign) {
        List<String> words = List.of(foreign.toUpperCase(Locale.ROOT).split("[^A-Z0-9]+"));
        return KNOWN.stream()
                .filter(words::contains)
                .findFirst()
                .orElse(foreign.replaceAll("[^A-Za-z0-9._-]+", "-"));
    }

    /// Gibibytes that the name tells, as in `A100-80GB`.
    public static Optional<Integer> memoryGi(String foreign) {
        var found = java.util.regex.Pattern.compile("(\\d{1,4})GB?\\b").matcher(foreign);
        return found.find() ? Optional.of(Integer.parseInt(found.group(1))) : Optional.empty();
    }
}
