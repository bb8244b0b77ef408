package dev.meridian.controlplane.jobs.model.spec;

import org.jspecify.annotations.Nullable;

/// Work that may run on nodes with this taint.
public record TolerationSpec(
        @Says("key of the taint") String key,
        @Says("value of the taint; absent: any") @Nullable String value,
        @Says("effect of the taint; absent: any") @Nullable TaintEffect effect) {

    public TolerationSpec {
        Checks.of()
                .matches("key", key, Names.LABEL, Names.LABEL_HINT)
                .that(
                        value == null || value.length() <= ConstraintSpec.LONGEST_VALUE,
                        "value",
                        "value is too long: " + Checks.shown(value),
                        "give at most " + ConstraintSpec.LONGEST_VALUE + " characters")
                .orThrow();
    }

    /// @param taintEffect as taints spell it, such as `NoSchedule`
    public boolean tolerates(String taintKey, String taintValue, String taintEffect) {
        return key.equals(taintKey)
                && (value == null || value.equals(taintValue))
                && (effect == null || effect.word().equals(taintEffect));
    }
}
