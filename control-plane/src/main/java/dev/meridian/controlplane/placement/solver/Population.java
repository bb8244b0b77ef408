package dev.meridian.controlplane.placement.solver;

import ai.timefold.solver.core.api.score.HardMediumSoftScore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The answers that live, none of which scores as another does.
final class Population {

    /// @param slots by the seating's number
    record Answer(List<@Nullable Long> slots, HardMediumSoftScore score) {}

    private static final Comparator<Answer> BY_SCORE = Comparator.comparing(Answer::score);

    private final int size;
    private final Answer first;
    private final List<Answer> answers = new ArrayList<>();

    /// Places that were offered, taken or not.
    private int offered = 1;

    Population(int size, Answer first) {
        this.size = size;
        this.first = first;
        answers.add(first);
    }

    Answer first() {
        return first;
    }

    boolean isFull() {
        return offered >= size;
    }

    /// Takes it in, and lets the worst die where they are too many.
    void add(Answer answer) {
        offered++;
        if (answers.stream().anyMatch(other -> other.score().equals(answer.score()))) {
            return;
        }
        answers.add(answer);
        if (answers.size() > size) {
            answers.remove(Collections.min(answers, BY_SCORE));
        }
    }

    /// The better of two drawn at random.
    Answer draw(RandomGenerator random) {
        Answer one = answers.get(random.nextInt(answers.size()));
        Answer other = answers.get(random.nextInt(answers.size()));
        return BY_SCORE.compare(one, other) >= 0 ? one : other;
    }

    Answer best() {
        return Collections.max(answers, BY_SCORE);
    }
}
