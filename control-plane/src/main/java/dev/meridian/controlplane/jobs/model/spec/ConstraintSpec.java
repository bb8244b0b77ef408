package dev.meridian.controlplane.jobs.model.spec;

import org.jspecify.annotations.Nullable;

/// A node must have this label in this relation to the value.
public record ConstraintSpec(
        @Says("label of the node, such as gpu.memory, zone or arch") String label,
        @Says("how the label is compared with the value") @Default("=") Operator operator,
        @Says("what it is compared with: text, number or truth value; a list for `in` and `notIn`")
                @Default("[]")
                LabelValue value) {

    static final int LONGEST_VALUE = 253;

    public ConstraintSpec {
        comparison(Checks.of(), label, operator, value).orThrow();
    }

    /// Whether a node whose label has this value (null: no such label) meets the constraint.
    public boolean accepts(@Nullable String actual) {
        return operator.accepts(actual, value);
    }

    @Override
    public String toString() {
        return operator.takesValue()
                ? label + " " + operator.word() + " " + value
                : label + " " + operator.word();
    }

    static Checks comparison(Checks checks, String label, Operator operator, LabelValue value) {
        int given = value.alternatives().size();
        checks.matches("label", label, Names.LABEL, Names.LABEL_HINT)
                .size("value", value.alternatives(), 0, 100);
        for (String one : value.alternatives()) {
            checks.that(
                    one.length() <= LONGEST_VALUE,
                    "value",
                    "value has " + one.length() + " characters: " + Checks.shown(one),
                    "give at most " + LONGEST_VALUE);
        }
        if (!operator.takesValue()) {
            return checks.that(
                    given == 0,
                    "value",
                    operator.word()
                            + " takes no value, but "
                            + Checks.shown(value.toString())
                            + " was given",
                    "leave it out",
                    "operator");
        }
        if (operator.takesList()) {
            return checks.that(
                    given > 0,
                    "value",
                    operator.word() + " needs a list of values",
                    "as in [a, b]",
                    "operator");
        }
        checks.that(
                given == 1,
                "value",
                operator.word() + " needs one value, not " + given,
                "use `in` for several",
                "operator");
        return checks.that(
                !operator.ordered() || given != 1 || LabelOrder.ordered(value.first()),
                "value",
                operator.word() + " cannot order " + Checks.shown(given == 0 ? "" : value.first()),
                "compare with a number (3, 0.5), an amount (80Gi) or a version (12.4.1)",
                "operator");
    }
}
