package dev.meridian.controlplane.placement.model;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/// Reads label values that are quantities, so that `80Gi` is more than `81920Mi` minus one.
final class Quantity {
    private static final Pattern SHAPE = Pattern.compile("([+-]?\\d+(?:\\.\\d+)?)(m|[kKMGTP]i?)?B?");
    private static final Map<String, Double> FACTORS =
            Map.ofEntries(
                    Map.entry("m", 1e-3),
                    Map.entry("k", 1e3),
                    Map.entry("K", 1e3),
                    Map.entry("M", 1e6),
                    Map.entry("G", 1e9),
                    Map.entry("T", 1e12),
                    Map.entry("P", 1e15),
                    Map.entry("ki", 0x1p10),
                    Map.entry("Ki", 0x1p10),
                    Map.entry("Mi", 0x1p20),
                    Map.entry("Gi", 0x1p30),
                    Map.entry("Ti", 0x1p40),
                    Map.entry("Pi", 0x1p50));

    private Quantity() {}

    static OptionalDouble of(String text) {
        var match = SHAPE.matcher(text.strip());
        if (!match.matches()) {
            return OptionalDouble.empty();
        }
        String suffix = match.group(2);
        double factor = suffix == null ? 1 : FACTORS.getOrDefault(suffix, 1.0);
        return OptionalDouble.of(Double.parseDouble(match.group(1)) * factor);
    }
}
