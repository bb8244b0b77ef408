package dev.meridian.controlplane.forecast.model.weigh;

import dev.meridian.controlplane.forecast.model.Learner;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whose turn it is to send a challenger: three times the usual learner, then one of the others.
///
/// So a tournament of several learners costs what one of a single learner does, and what is mostly
/// best is mostly learned anew.
///
/// @param others in the order in which they come first
public record Turns(Learner usual, List<Learner> others) {
    private static final int OF_THE_USUAL = 3;

    public Turns {
        others = List.copyOf(others);
    }

    /// @param before the learners of the models there are, newest first
    /// @param failed of whose last training nothing came: the usual one steps in, so that nobody
    ///   who diverges keeps the others waiting
    public Learner next(List<String> before, @Nullable String failed) {
        boolean others =
                before.size() >= OF_THE_USUAL
                        && before.subList(0, OF_THE_USUAL).stream().allMatch(usual.name()::equals);
        return others ? longestAgo(before, failed) : usual;
    }

    private Learner longestAgo(List<String> before, @Nullable String failed) {
        return others.stream()
                .max(Comparator.comparingInt(each -> ago(before, each)))
                .filter(each -> !each.name().equals(failed))
                .orElse(usual);
    }

    /// How many models ago; one that never had its turn comes first.
    private static int ago(List<String> before, Learner learner) {
        int index = before.indexOf(learner.name());
        return index < 0 ? Integer.MAX_VALUE : index;
    }
}
