package dev.meridian.controlplane.placement.model;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// What a node's label must say. Values that are both quantities are compared as such: `80Gi` equals `81920Mi`.
///
/// @param value for `in` and `not in`: alternatives, comma-separated; a `*` in a text stands for anything
public record Constraint(String label, Operator operator, String value) {

    /// @param actual null: the node does not carry the label, which satisfies only what asks for difference
    public boolean holds(@Nullable String actual) {
        return switch (operator) {
            case EXISTS -> actual != null;
            case ABSENT -> actual == null;
            case EQUAL -> actual != null && same(actual, value);
            case NOT_EQUAL -> actual == null || !same(actual, value);
            case IN -> actual != null && anyOf(actual);
            case NOT_IN -> actual == null || !anyOf(actual);
            case LESS -> actual != null && compare(actual) < 0;
            case AT_MOST -> actual != null && compare(actual) <= 0;
            case GREATER -> actual != null && compare(actual) > 0;
            case AT_LEAST -> actual != null && compare(actual) >= 0;
        };
    }

    private boolean anyOf(String actual) {
        return Arrays.stream(value.split(",")).map(String::strip).anyMatch(one -> same(actual, one));
    }

    private static boolean same(String actual, String wanted) {
        OptionalDouble left = Quantity.of(actual);
        OptionalDouble right = Quantity.of(wanted);
        return left.isPresent() && right.isPresent()
                ? left.getAsDouble() == right.getAsDouble()
                : Wildcard.matches(wanted, actual);
    }

    private int compare(String actual) {
        OptionalDouble left = Quantity.of(actual);
        OptionalDouble right = Quantity.of(value);
        return left.isPresent() && right.isPresent()
                ? Double.compare(left.getAsDouble(), right.getAsDouble())
                : actual.compareTo(value);
    }

    @Override
    public String toString() {
        return operator == Operator.EXISTS || operator == Operator.ABSENT
                ? label + " " + operator
                : label + " " + operator + " " + value;
    }
}
