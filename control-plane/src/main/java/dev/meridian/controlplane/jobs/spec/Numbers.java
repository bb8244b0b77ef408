package dev.meridian.controlplane.jobs.spec;

import java.math.BigDecimal;

/// Reads numbers. Whatever the exponent, a number is compared with its bounds before it is
/// converted.
final class Numbers {

    private static final BigDecimal LARGEST = BigDecimal.valueOf(Integer.MAX_VALUE);
    private static final BigDecimal LARGEST_FRACTION = new BigDecimal("1e18");

    private Numbers() {}

    static BigDecimal decimal(SpecTree tree, String wanted) throws Misread {
        if (tree instanceof SpecTree.Numeric(BigDecimal value)) {
            return value;
        }
        String hint =
                tree instanceof SpecTree.Text ? "write a number, without quotes" : "write a number";
        throw Misread.unparsable(tree, wanted, hint);
    }

    static int whole(SpecTree tree) throws Misread {
        BigDecimal value = decimal(tree, "a whole number");
        if (value.abs().compareTo(LARGEST) > 0) {
            throw Misread.impossible(tree, "which is out of all range", "give a smaller number");
        }
        BigDecimal plain = value.stripTrailingZeros();
        if (plain.scale() > 0) {
            throw Misread.unparsable(tree, "a whole number", "leave the fraction out");
        }
        return plain.intValueExact();
    }

    static double number(SpecTree tree) throws Misread {
        BigDecimal value = decimal(tree, "a number");
        if (value.abs().compareTo(LARGEST_FRACTION) > 0) {
            throw Misread.impossible(tree, "which is out of all range", "give a smaller number");
        }
        return value.doubleValue();
    }

    static SpecTree tree(long value) {
        return new SpecTree.Numeric(BigDecimal.valueOf(value));
    }

    static SpecTree tree(double value) {
        return new SpecTree.Numeric(BigDecimal.valueOf(value));
    }
}
