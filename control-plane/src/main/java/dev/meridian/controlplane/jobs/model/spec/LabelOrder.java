package dev.meridian.controlplane.jobs.model.spec;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts two values of a label in order: numbers with or without a unit (`0.5`, `500m`, `80Gi`), and
/// versions (`12.4.1`).
final class LabelOrder {

    private static final Pattern NUMBER =
            Pattern.compile("(-?\\d{1,18}(?:\\.\\d{1,18})?)(Ki|Mi|Gi|Ti|m)?");
    private static final Pattern VERSION = Pattern.compile("\\d{1,9}(\\.\\d{1,9}){2,7}");
    private static final Map<String, BigDecimal> UNITS =
            Map.of(
                    "m", new BigDecimal("0.001"),
                    "Ki", BigDecimal.valueOf(1L << 10),
                    "Mi", BigDecimal.valueOf(1L << 20),
                    "Gi", BigDecimal.valueOf(1L << 30),
                    "Ti", BigDecimal.valueOf(1L << 40));

    private LabelOrder() {}

    static boolean ordered(String text) {
        return NUMBER.matcher(text).matches() || VERSION.matcher(text).matches();
    }

    /// Negative, zero or positive; empty when the two have no order.
    static OptionalInt compare(String a, String b) {
        Matcher left = NUMBER.matcher(a);
        Matcher right = NUMBER.matcher(b);
        if (left.matches() && right.matches()) {
            return OptionalInt.of(number(left).compareTo(number(right)));
        }
        boolean versions = VERSION.matcher(a).matches() || VERSION.matcher(b).matches();
        return versions && dotted(a) && dotted(b)
                ? OptionalInt.of(Arrays.compare(parts(a), parts(b)))
                : OptionalInt.empty();
    }

    private static BigDecimal number(Matcher m) {
        BigDecimal digits = new BigDecimal(m.group(1));
        return m.group(2) == null ? digits : digits.multiply(UNITS.get(m.group(2)));
    }

    private static boolean dotted(String text) {
        return VERSION.matcher(text + ".0.0").matches();
    }

    private static int[] parts(String version) {
        return Arrays.stream(version.split("\\.")).mapToInt(Integer::parseInt).toArray();
    }
}
