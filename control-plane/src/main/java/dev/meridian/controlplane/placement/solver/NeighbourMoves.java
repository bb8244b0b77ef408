package dev.meridian.controlplane.placement.solver;

import ai.timefold.solver.core.impl.heuristic.selector.move.factory.MoveIteratorFactory;
import ai.timefold.solver.core.impl.score.director.InnerScoreDirector;
import ai.timefold.solver.core.impl.score.director.ScoreDirector;
import ai.timefold.solver.core.impl.score.director.incremental.IncrementalScoreDirector;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Hands the moves of [Neighbours] to Timefold, one after the other.
public final class NeighbourMoves implements MoveIteratorFactory<Problem, SlotMove> {
    /// So many throws of the dice without a move that fits end the search: there is hardly one.
    static final int MOST_THROWS = 300;

    private @Nullable Neighbours neighbours;

    @Override
    public long getSize(ScoreDirector<Problem> director) {
        return 1;
    }

    @Override
    public Iterator<SlotMove> createOriginalMoveIterator(ScoreDirector<Problem> director) {
        throw new UnsupportedOperationException("moves come in random order only");
    }

    @Override
    public Iterator<SlotMove> createRandomMoveIterator(
            ScoreDirector<Problem> director, RandomGenerator random) {
        var incremental = (IncrementalScoreDirector<Problem, ?>) director;
        var score = (ArrayScore) incremental.getIncrementalScoreCalculator();
        var variable =
                ((InnerScoreDirector<Problem, ?>) director)
                        .getSolutionDescriptor()
                        .getMetaModel()
                        .genuineEntity(Seating.class)
                        .basicVariable("slot", Long.class);
        // each step asks anew; what was learned of the nodes lasts as long as the solution that is
        // worked on
        if (neighbours == null || !neighbours.worksOn(score.working())) {
            neighbours = new Neighbours(score.working(), random);
        }
        Neighbours current = neighbours;
        return new Iterator<>() {
            private List<SlotMove.Change> changes = List.of();

            @Override
            public boolean hasNext() {
                for (int i = 0; i < MOST_THROWS && changes.isEmpty(); i++) {
                    changes = current.next();
                }
                return !changes.isEmpty();
            }

            @Override
            public SlotMove next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                SlotMove move = new SlotMove(variable, changes);
                changes = List.of();
                return move;
            }
        };
    }
}
