package dev.meridian.controlplane.jobs.imports.kubernetes;

import dev.meridian.controlplane.jobs.imports.Part;
import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.kernel.model.Millicores;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Amounts as Kubernetes writes them: `100m`, `1.5`, `200Mi`, `2G`, `1e3`.
final class Quantity {

    private static final Pattern SHAPE =
            Pattern.compile(
                    "\\+?(\\d{1,18}(?:\\.\\d{0,18})?|\\.\\d{1,18})([eE][+-]?\\d{1,2}|[KMGTPE]i|[numkKMGTPE])?");
    private static final BigDecimal MOST = new BigDecimal("1e18");
    private static final BigDecimal MEBI = BigDecimal.valueOf(1L << 20);
    private static final Map<String, BigDecimal> UNITS =
            Map.ofEntries(
                    Map.entry("n", new BigDecimal("1e-9")),
                    Map.entry("u", new BigDecimal("1e-6")),
                    Map.entry("m", new BigDecimal("0.001")),
                    Map.entry("k", new BigDecimal("1e3")),
                    Map.entry("K", new BigDecimal("1e3")),
                    Map.entry("M", new BigDecimal("1e6")),
                    Map.entry("G", new BigDecimal("1e9")),
                    Map.entry("T", new BigDecimal("1e12")),
                    Map.entry("P", new BigDecimal("1e15")),
                    Map.entry("E", new BigDecimal("1e18")),
                    Map.entry("Ki", BigDecimal.valueOf(1L << 10)),
                    Map.entry("Mi", BigDecimal.valueOf(1L << 20)),
                    Map.entry("Gi", BigDecimal.valueOf(1L << 30)),
                    Map.entry("Ti", BigDecimal.valueOf(1L << 40)),
                    Map.entry("Pi", BigDecimal.valueOf(1L << 50)),
                    Map.entry("Ei", BigDecimal.valueOf(1L << 60)));

    private Quantity() {}

    static BigDecimal of(Part part) {
        String text = part.text("").strip();
        Matcher m = SHAPE.matcher(text);
        if (m.matches()) {
            String unit = m.group(2) == null ? "" : m.group(2);
            String digits = m.group(1).endsWith(".") ? m.group(1) + "0" : m.group(1);
            BigDecimal amount =
                    unit.matches("[eE][+-]?\\d+")
                            ? new BigDecimal(digits + unit)
                            : new BigDecimal(digits)
                                    .multiply(UNITS.getOrDefault(unit, BigDecimal.ONE));
            if (amount.compareTo(MOST) <= 0) {
                return amount;
            }
        }
        throw part.refused(
                part.name()
                        + " is no amount: \""
                        + (text.length() > 80 ? text.substring(0, 80) + "…" : text)
                        + "\"",
                "write it as in 500m, 4, 200Mi or 2G");
    }

    static Millicores cores(BigDecimal amount) {
        return new Millicores(whole(amount.movePointRight(3)));
    }

    static Mebibytes memory(BigDecimal bytes) {
        return new Mebibytes(whole(bytes.divide(MEBI, 9, RoundingMode.UP)));
    }

    private static long whole(BigDecimal amount) {
        return amount.setScale(0, RoundingMode.UP)
                .min(BigDecimal.valueOf(1L << 50))
                .longValueExact();
    }
}
