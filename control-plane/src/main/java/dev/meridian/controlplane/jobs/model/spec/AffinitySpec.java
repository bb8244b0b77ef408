package dev.meridian.controlplane.jobs.model.spec;

import org.jspecify.annotations.Nullable;

/// A node is better (worse when the weight is negative) for having this label in this relation to
/// the value.
public record AffinitySpec(
        @Says("label of the node") String label,
        @Says("how the label is compared with the value") @Default("=") Operator operator,
        @Says("what it is compared with: text, number or truth value; a list for `in` and `notIn`")
                @Default("[]")
                LabelValue value,
        @Says("how much it counts, from -100 to 100; negative keeps away") @Default("50")
                int weight) {

    public AffinitySpec {
        ConstraintSpec.comparison(Checks.of(), label, operator, value)
                .range("weight", weight, -100, 100)
                .that(
                        weight != 0,
                        "weight",
                        "weight is 0, which counts nothing",
                        "give -100 to -1 or 1 to 100")
                .orThrow();
    }

    /// Whether a node whose label has this value (null: no such label) is meant.
    public boolean accepts(@Nullable String actual) {
        return operator.accepts(actual, value);
    }
}
