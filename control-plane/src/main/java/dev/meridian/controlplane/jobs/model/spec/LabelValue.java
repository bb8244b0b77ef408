package dev.meridian.controlplane.jobs.model.spec;

import java.util.List;

/// What a label is compared with: one text, number or truth value, or (for `in` and `notIn`) a list
/// of them.
///
/// Numbers are kept as the text that was written; empty stands for no value.
public record LabelValue(List<String> alternatives) {

    public static final LabelValue NONE = new LabelValue(List.of());

    public LabelValue {
        alternatives = List.copyOf(alternatives);
    }

    public static LabelValue of(String... alternatives) {
        return new LabelValue(List.of(alternatives));
    }

    String first() {
        return alternatives.getFirst();
    }

    boolean contains(String actual) {
        return alternatives.stream()
                .anyMatch(one ->
                        one.equals(actual) || LabelOrder.compare(one, actual).orElse(1) == 0);
    }

    @Override
    public String toString() {
        return alternatives.size() == 1 ? first() : alternatives.toString();
    }
}
