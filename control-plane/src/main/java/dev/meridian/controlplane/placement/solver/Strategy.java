package dev.meridian.controlplane.placement.solver;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// How a window is searched. All of them start from the fast path's answer, make the same moves,
/// are judged by the same goals and end by the same limits.
public enum Strategy {
    /// Takes what is no worse than what it has.
    HILL_CLIMBING("hill-climbing"),
    /// Takes what is no worse than what it had a while ago.
    LATE_ACCEPTANCE("late-acceptance"),
    /// Takes what is worse with a chance that falls with the time left.
    SIMULATED_ANNEALING("simulated-annealing"),
    /// Takes the best of several moves, but nothing that moves what has just been moved.
    TABU("tabu"),
    /// Breeds answers from answers.
    GENETIC("genetic");

    private final String word;

    Strategy(String word) {
        this.word = word;
    }

    /// As configuration and tables name it.
    public String word() {
        return word;
    }

    /// @throws IllegalArgumentException when there is none of that name
    public static Strategy of(String word) {
        return Arrays.stream(values())
                .filter(one -> one.word.equals(word))
                .findAny()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "a strategy of the solver is one of %s, not `%s`"
                                        .formatted(words(), word)));
    }

    /// Several, with commas between them.
    public static List<Strategy> all(String words) {
        return Arrays.stream(words.split(",")).map(String::strip).map(Strategy::of).toList();
    }

    private static String words() {
        return Arrays.stream(values()).map(Strategy::word).collect(Collectors.joining(", "));
    }
}
