package dev.meridian.controlplane.jobs.spec;

import dev.meridian.controlplane.jobs.model.spec.Quantities;
import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.kernel.model.Millicores;
import dev.meridian.controlplane.kernel.model.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// Reads amounts of CPU, memory and money.
final class Amounts {

    private static final BigDecimal MOST_DOLLARS = new BigDecimal("1e9");
    private static final BigDecimal MICRO = new BigDecimal("0.000001");
    private static final String BEYOND = "which no host has";

    private Amounts() {}

    static Millicores cpu(SpecTree tree) throws Misread {
        try {
            if (tree instanceof SpecTree.Numeric(BigDecimal cores)) {
                return Quantities.cpu(cores);
            }
            if (tree instanceof SpecTree.Text(String text)) {
                return Quantities.cpu(text);
            }
        } catch (ArithmeticException _) {
            throw Misread.impossible(tree, BEYOND, "give cores above 0, such as 0.5");
        } catch (NumberFormatException _) {
            // told below
        }
        throw Misread.unparsable(
                tree, "an amount of CPU", "write cores (2, 0.5) or thousandths of one (\"500m\")");
    }

    static SpecTree tree(Millicores cpu) {
        return new SpecTree.Numeric(plain(BigDecimal.valueOf(cpu.value(), 3)));
    }

    static Mebibytes memory(SpecTree tree) throws Misread {
        try {
            if (tree instanceof SpecTree.Numeric(BigDecimal bytes)) {
                return Quantities.memory(bytes);
            }
            if (tree instanceof SpecTree.Text(String text)) {
                return Quantities.memory(text);
            }
        } catch (ArithmeticException _) {
            throw Misread.impossible(tree, BEYOND, "give an amount above 0, such as 512Mi");
        } catch (NumberFormatException _) {
            // told below
        }
        throw Misread.unparsable(
                tree,
                "an amount of memory",
                "write it with Ki, Mi, Gi or Ti (\"512Mi\"), or in bytes");
    }

    static Money money(SpecTree tree) throws Misread {
        BigDecimal dollars = Numbers.decimal(tree, "an amount of US dollars");
        if (dollars.signum() < 0 || dollars.compareTo(MOST_DOLLARS) > 0) {
            throw Misread.impossible(
                    tree, "outside 0 to 1000000000 dollars", "give an amount in this range");
        }
        if (dollars.signum() > 0 && dollars.compareTo(MICRO) < 0) {
            throw Misread.impossible(
                    tree, "which is less than a millionth of a dollar", "give a larger amount");
        }
        return new Money(
                dollars.movePointRight(6).setScale(0, RoundingMode.HALF_UP).longValueExact());
    }

    static SpecTree tree(Money money) {
        return new SpecTree.Numeric(plain(BigDecimal.valueOf(money.micros(), 6)));
    }

    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
