package dev.meridian.controlplane.placement.order;

import java.util.Arrays;
import java.util.stream.Collectors;

/// Who goes first among those of one priority class and queue.
public enum WorkOrder {
    /// Who came first.
    AGE("age"),
    /// Who came first, but each as if it had come later by the work that it is foretold to be.
    SIZE("size");

    private final String word;

    WorkOrder(String word) {
        this.word = word;
    }

    /// As configuration names it.
    ///
    /// @throws IllegalArgumentException when there is none of that name
    public static WorkOrder of(String word) {
        return Arrays.stream(values())
                .filter(one -> one.word.equals(word))
                .findAny()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "an order of queues is one of %s, not `%s`"
                                        .formatted(words(), word)));
    }

    private static String words() {
        return Arrays.stream(values()).map(one -> one.word).collect(Collectors.joining(", "));
    }
}
