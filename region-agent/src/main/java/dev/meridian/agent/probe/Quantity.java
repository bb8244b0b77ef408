package dev.meridian.agent.probe;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads quantities as people write them on the command line: `8`, `500m`, `32Gi`.
final class Quantity {
    private static final Pattern CPU = Pattern.compile("(\\d+(?:\\.\\d+)?)(m?)");
    private static final Pattern MEMORY = Pattern.compile("(\\d+(?:\\.\\d+)?)(Ki|Mi|Gi|Ti|)");
    private static final double MIB = 1 << 20;

    private Quantity() {}

    static long cpuMillis(String text) {
        Matcher matcher = matched(CPU, text, "cores, as 8, 0.5 or 500m");
        double value = Double.parseDouble(matcher.group(1));
        return Math.round(matcher.group(2).isEmpty() ? value * 1000 : value);
    }

    /// In mebibytes; a bare number is bytes.
    static long mib(String text) {
        Matcher matcher = matched(MEMORY, text, "a size, as 512Mi, 32Gi or bytes");
        double value = Double.parseDouble(matcher.group(1));
        return Math.round(
                switch (matcher.group(2)) {
                    case "Ki" -> value / 1024;
                    case "Mi" -> value;
                    case "Gi" -> value * 1024;
                    case "Ti" -> value * 1024 * 1024;
                    default -> value / MIB;
                });
    }

    private static Matcher matched(Pattern pattern, String text, String wanted) {
        Matcher matcher = pattern.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is not " + wanted);
        }
        return matcher;
    }
}
