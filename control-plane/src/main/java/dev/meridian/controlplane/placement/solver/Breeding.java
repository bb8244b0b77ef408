package dev.meridian.controlplane.placement.solver;

import ai.timefold.solver.core.api.score.HardMediumSoftScore;
import dev.meridian.controlplane.placement.index.Slot;
import dev.meridian.controlplane.placement.solver.Population.Answer;
import dev.meridian.controlplane.placement.solver.SlotMove.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Makes answers from answers, on the arrays of the score, as long as the limits let it.
final class Breeding {
    /// Moves that a child tries before it is judged.
    private static final int CLIMB = 150;

    private final ArrayScore score = new ArrayScore();
    private final ArrayScore.Working working;
    private final Neighbours neighbours;
    private final Sampler sampler;
    private final RandomGenerator random;
    private final SolverSettings settings;
    private final long start = System.nanoTime();
    private long moves;
    private int failures;

    Breeding(Problem problem, SolverSettings settings) {
        this.settings = settings;
        random = new SplittableRandom(settings.seed());
        score.resetWorkingSolution(problem);
        working = score.working();
        neighbours = new Neighbours(working, random);
        sampler = new Sampler(working, random);
    }

    RandomGenerator random() {
        return random;
    }

    long moves() {
        return moves;
    }

    boolean mayGoOn() {
        return failures < NeighbourMoves.MOST_THROWS
                && (settings.movesPerWindow() > 0
                        ? moves < settings.movesPerWindow()
                        : System.nanoTime() - start < settings.perWindow().toNanos());
    }

    /// What is seated now.
    Answer incumbent() {
        List<@Nullable Long> slots = new ArrayList<>();
        working.seatings.forEach(seating -> slots.add(seating.slot()));
        return new Answer(slots, working.score());
    }

    void load(Answer answer) {
        List<Change> changes = new ArrayList<>();
        for (Seating seating : working.seatings) {
            Long slot = answer.slots().get(seating.id());
            if (!Objects.equals(slot, seating.slot())) {
                changes.add(new Change(seating, slot));
            }
        }
        seat(changes);
    }

    Answer climbed(Answer from) {
        load(from);
        climb();
        return incumbent();
    }

    /// Half of the nodes hold what they hold with the one, the others what is left of what they
    /// hold with the other. What has lost its place looks for a new one.
    Answer child(Answer one, Answer other) {
        load(other);
        Map<Integer, Boolean> inherited = new HashMap<>();
        List<Change> changes = new ArrayList<>();
        List<Seating> homeless = new ArrayList<>();
        for (Seating seating : working.seatings) {
            Long slot = one.slots().get(seating.id());
            if (slot != null && isInherited(slot, inherited)) {
                changes.add(new Change(seating, slot));
            } else if (seating.slot() != null && isInherited(seating.slot(), inherited)) {
                changes.add(new Change(seating, null));
                homeless.add(seating);
            }
        }
        seat(changes);
        for (Seating seating : homeless) {
            long slot = sampler.draw(seating, -1, working.state(seating.group()));
            if (slot != Slot.NONE) {
                seat(List.of(new Change(seating, slot)));
            }
        }
        moves++;
        climb();
        return incumbent();
    }

    private boolean isInherited(long slot, Map<Integer, Boolean> inherited) {
        return inherited.computeIfAbsent(Slot.node(slot), _ -> random.nextBoolean());
    }

    private void climb() {
        HardMediumSoftScore now = working.score();
        for (int i = 0; i < CLIMB && mayGoOn(); i++) {
            List<Change> changes = neighbours.next();
            if (changes.isEmpty()) {
                failures++;
                continue;
            }
            failures = 0;
            List<Change> back =
                    changes.stream()
                            .map(change -> new Change(change.seating(), change.seating().slot()))
                            .toList();
            seat(changes);
            moves++;
            HardMediumSoftScore then = working.score();
            if (then.compareTo(now) < 0) {
                seat(back);
            } else {
                now = then;
            }
        }
    }

    /// All leave before the first sits down again, or they would be in each other's way.
    private void seat(List<Change> changes) {
        for (Change change : changes) {
            working.remove(change.seating());
        }
        for (Change change : changes) {
            change.seating().slot(change.slot());
            working.insert(change.seating());
        }
    }
}
