package dev.meridian.controlplane.jobs.model.spec;

import org.jspecify.annotations.Nullable;

/// How a label of a node is compared. Amounts compare by size (`80Gi` equals `81920Mi`), versions
/// part by part.
public enum Operator implements Word {
    EQUAL("="),
    NOT_EQUAL("!="),
    GREATER(">"),
    AT_LEAST(">="),
    LESS("<"),
    AT_MOST("<="),
    IN("in"),
    NOT_IN("notIn"),
    EXISTS("exists"),
    NOT_EXISTS("notExists");

    private final String word;

    Operator(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }

    public boolean takesValue() {
        return this != EXISTS && this != NOT_EXISTS;
    }

    public boolean takesList() {
        return this == IN || this == NOT_IN;
    }

    public boolean ordered() {
        return switch (this) {
            case GREATER, AT_LEAST, LESS, AT_MOST -> true;
            case EQUAL, NOT_EQUAL, IN, NOT_IN, EXISTS, NOT_EXISTS -> false;
        };
    }

    /// Whether a node whose label has this value (null: no such label) is what was wanted.
    ///
    /// A label that is absent, or that cannot be put in order with the wanted value, meets no
    /// ordered comparison.
    boolean accepts(@Nullable String actual, LabelValue wanted) {
        return switch (this) {
            case EXISTS -> actual != null;
            case NOT_EXISTS -> actual == null;
            case EQUAL, IN -> actual != null && wanted.contains(actual);
            case NOT_EQUAL, NOT_IN -> actual == null || !wanted.contains(actual);
            case GREATER, AT_LEAST, LESS, AT_MOST ->
                    actual != null && inOrder(actual, wanted.first());
        };
    }

    private boolean inOrder(String actual, String wanted) {
        var order = LabelOrder.compare(actual, wanted);
        if (order.isEmpty()) {
            return false;
        }
        int sign = order.getAsInt();
        return this == GREATER && sign > 0
                || this == AT_LEAST && sign >= 0
                || this == LESS && sign < 0
                || this == AT_MOST && sign <= 0;
    }
}
