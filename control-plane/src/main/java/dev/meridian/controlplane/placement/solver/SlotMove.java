package dev.meridian.controlplane.placement.solver;

import ai.timefold.solver.core.preview.api.domain.metamodel.PlanningVariableMetaModel;
import ai.timefold.solver.core.preview.api.move.Move;
import ai.timefold.solver.core.preview.api.move.MutableSolutionView;
import java.util.List;
import java.util.Objects;
import java.util.SequencedCollection;
import org.jspecify.annotations.Nullable;

/// Gives several seatings new slots at once.
record SlotMove(PlanningVariableMetaModel<Problem, Seating, Long> variable, List<Change> changes)
        implements Move<Problem> {

    /// @param slot null: none
    record Change(Seating seating, @Nullable Long slot) {}

    @Override
    public void execute(MutableSolutionView<Problem> solution) {
        for (Change change : changes) {
            if (!Objects.equals(change.seating().slot(), change.slot())) {
                solution.changeVariable(variable, change.seating(), change.slot());
            }
        }
    }

    /// For tabu search.
    @Override
    public SequencedCollection<Object> getPlanningEntities() {
        return changes.stream().<Object>map(Change::seating).toList();
    }
}
