package dev.meridian.controlplane.placement.solver;

import ai.timefold.solver.core.api.domain.solution.PlanningEntityCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.PlanningScore;
import ai.timefold.solver.core.api.domain.solution.PlanningSolution;
import ai.timefold.solver.core.api.domain.solution.ProblemFactProperty;
import ai.timefold.solver.core.api.domain.solution.cloner.SolutionCloner;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.score.HardMediumSoftScore;
import dev.meridian.controlplane.placement.index.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A window as Timefold's solution. Timefold wants its fields public.
@PlanningSolution(solutionCloner = Problem.Cloner.class)
public class Problem {
    @ProblemFactProperty public @Nullable Window window;

    /// Timefold lists and hashes the range of values at each start, and checks that each seating's
    /// is in it. All slots of a fleet would take longer than the search; our moves name slots by
    /// themselves, so it is shown those in use only.
    @ValueRangeProvider public List<Long> slots = List.of();

    @PlanningEntityCollectionProperty public List<Seating> seatings = new ArrayList<>();

    @PlanningScore public @Nullable HardMediumSoftScore score;

    /// For Timefold.
    public Problem() {}

    Problem(Window window, List<Seating> seatings) {
        this.window = window;
        this.seatings = seatings;
        slots =
                Stream.concat(
                                Stream.of(Slot.of(0, 0)),
                                seatings.stream().map(Seating::slot).filter(Objects::nonNull))
                        .distinct()
                        .toList();
    }

    Window window() {
        if (window == null) {
            throw new IllegalStateException("a problem without window");
        }
        return window;
    }

    /// Of these slots.
    HardMediumSoftScore scored() {
        return score == null ? WindowSolver.score(this) : score;
    }

    List<Seating> seatings() {
        return seatings;
    }

    /// Copies what changes and shares the rest.
    public static final class Cloner implements SolutionCloner<Problem> {

        @Override
        public Problem cloneSolution(Problem original) {
            Problem copy = new Problem();
            copy.window = original.window;
            copy.slots = original.slots;
            copy.score = original.score;
            List<Seating> seatings = new ArrayList<>(original.seatings.size());
            for (Seating seating : original.seatings) {
                seatings.add(seating.copy());
            }
            copy.seatings = seatings;
            return copy;
        }
    }
}
