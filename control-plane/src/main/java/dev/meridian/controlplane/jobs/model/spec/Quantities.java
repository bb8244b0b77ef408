package dev.meridian.controlplane.jobs.model.spec;

import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.kernel.model.Millicores;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Amounts as people write them. What lies between two steps of a unit is rounded up: nobody gets
/// less than asked for.
public final class Quantities {

    private static final Pattern CPU = Pattern.compile("(-?\\d{1,18}(?:\\.\\d{1,18})?)(m?)");
    private static final Pattern MEMORY =
            Pattern.compile("(-?\\d{1,18}(?:\\.\\d{1,18})?)(Ki|Mi|Gi|Ti)?");
    private static final Map<String, BigDecimal> BYTES =
            Map.of(
                    "Ki", BigDecimal.valueOf(1L << 10),
                    "Mi", BigDecimal.valueOf(1L << 20),
                    "Gi", BigDecimal.valueOf(1L << 30),
                    "Ti", BigDecimal.valueOf(1L << 40));
    private static final BigDecimal MEBIBYTE = BigDecimal.valueOf(1L << 20);
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

    /// Far above any host, far below the end of a long.
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000_000L);

    private Quantities() {}

    /// Cores (`2`, `0.5`) or thousandths of one (`500m`).
    ///
    /// @throws NumberFormatException when the text is no amount of CPU
    /// @throws ArithmeticException when it is negative or beyond all hosts
    public static Millicores cpu(String text) {
        Matcher m = CPU.matcher(text);
        if (!m.matches()) {
            throw new NumberFormatException("no amount of CPU: " + text);
        }
        BigDecimal number = new BigDecimal(m.group(1));
        return new Millicores(whole(m.group(2).isEmpty() ? number.multiply(THOUSAND) : number));
    }

    public static Millicores cpu(BigDecimal cores) {
        return new Millicores(whole(limited(cores).multiply(THOUSAND)));
    }

    /// `Ki Mi Gi Ti`, or bytes without a unit.
    ///
    /// @throws NumberFormatException when the text is no amount of memory
    /// @throws ArithmeticException when it is negative or beyond all hosts
    public static Mebibytes memory(String text) {
        Matcher m = MEMORY.matcher(text);
        if (!m.matches()) {
            throw new NumberFormatException("no amount of memory: " + text);
        }
        BigDecimal number = new BigDecimal(m.group(1));
        BigDecimal bytes = m.group(2) == null ? number : number.multiply(BYTES.get(m.group(2)));
        return new Mebibytes(whole(bytes.divide(MEBIBYTE, 18, RoundingMode.UP)));
    }

    public static Mebibytes memory(BigDecimal bytes) {
        return new Mebibytes(whole(limited(bytes).divide(MEBIBYTE, 18, RoundingMode.UP)));
    }

    /// A number whose exponent could make arithmetic endless is cut off first.
    private static BigDecimal limited(BigDecimal number) {
        BigDecimal most = MOST.multiply(MEBIBYTE);
        if (number.signum() < 0 || number.compareTo(most) > 0) {
            throw new ArithmeticException("out of range");
        }
        return number.scale() > 18 ? number.setScale(18, RoundingMode.UP) : number;
    }

    private static long whole(BigDecimal number) {
        if (number.signum() < 0 || number.compareTo(MOST) > 0) {
            throw new ArithmeticException("out of range");
        }
        return number.setScale(0, RoundingMode.UP).longValueExact();
    }
}
