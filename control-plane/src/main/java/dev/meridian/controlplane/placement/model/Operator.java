package dev.meridian.controlplane.placement.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How a constraint or an affinity compares a node's label with its value.
public enum Operator {
    EQUAL("="),
    NOT_EQUAL("!="),
    LESS("<"),
    AT_MOST("<="),
    GREATER(">"),
    AT_LEAST(">="),
    IN("in"),
    NOT_IN("not in"),
    EXISTS("exists"),
    ABSENT("absent");

    private final String sign;

    Operator(String sign) {
        this.sign = sign;
    }

    public static Optional<Operator> of(String sign) {
        String wanted = sign.strip().toLowerCase(Locale.ROOT).replace('_', ' ').replace("notin", "not in");
        return switch (wanted) {
            case "==" -> Optional.of(EQUAL);
            case "not exists", "doesnotexist" -> Optional.of(ABSENT);
            default -> Arrays.stream(values()).filter(operator -> operator.sign.equals(wanted)).findFirst();
        };
    }

    @Override
    public String toString() {
        return sign;
    }
}
