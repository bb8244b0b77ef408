package dev.meridian.agent.probe;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Short names of accelerator models, as people write them in job specs, and the memory that each
/// is sold with.
public final class AcceleratorModels {
    /// In gibibytes. Longer names stand before those that they contain.
    private static final List<Map.Entry<String, Integer>> KNOWN =
            List.of(
                    Map.entry("GB300", 288),
                    Map.entry("GB200", 186),
                    Map.entry("B300", 288),
                    Map.entry("B200", 180),
                    Map.entry("GH200", 96),
                    Map.entry("H200", 141),
                    Map.entry("H100", 80),
                    Map.entry("H800", 80),
                    Map.entry("H20", 96),
                    Map.entry("A100", 80),
                    Map.entry("A800", 80),
                    Map.entry("A6000", 48),
                    Map.entry("A40", 48),
                    Map.entry("A30", 24),
                    Map.entry("A10G", 24),
                    Map.entry("A10", 24),
                    Map.entry("A16", 16),
                    Map.entry("A2", 16),
                    Map.entry("L40S", 48),
                    Map.entry("L40", 48),
                    Map.entry("L4", 24),
                    Map.entry("V100M32", 32),
                    Map.entry("V100", 32),
                    Map.entry("P100", 16),
                    Map.entry("P40", 24),
                    Map.entry("P4", 8),
                    Map.entry("T4", 16),
                    Map.entry("K80", 12),
                    Map.entry("MI355X", 288),
                    Map.entry("MI325X", 256),
                    Map.entry("MI300X", 192),
                    Map.entry("MI300A", 128),
                    Map.entry("MI250X", 128),
                    Map.entry("MI210", 64),
                    Map.entry("MI100", 32));

    private AcceleratorModels() {}

    /// `NVIDIA H100 80GB HBM3` → `H100`; an unknown one loses its maker and its blanks.
    public static String shortName(String full) {
        String[] words = full.strip().split("[\\s-]+");
        for (var known : KNOWN) {
            for (String word : words) {
                if (word.toUpperCase(Locale.ROOT).equals(known.getKey())) return known.getKey();
            }
        }
        return full.strip()
                .replaceFirst("(?i)^(nvidia|amd|intel)\\s+", "")
                .replaceFirst("(?i)^(geforce|instinct|tesla|quadro|radeon)\\s+", "")
                .replaceAll("\\s+", "-");
    }

    /// In mebibytes, for declared devices.
    static Optional<Long> memoryMib(String model) {
        return KNOWN.stream()
                .filter(known -> known.getKey().equalsIgnoreCase(model))
                .findFirst()
                .map(known -> known.getValue() * 1024L);
    }
}
