package dev.meridian.controlplane.placement.solver;

import dev.meridian.controlplane.placement.index.GroupState;
import dev.meridian.controlplane.placement.index.Slot;
import dev.meridian.controlplane.placement.solver.SlotMove.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Makes moves that fit, and never by trial and error of Timefold's: relocate, swap, make room for
/// one that waits, place a whole gang.
final class Neighbours {
    private static final int MOST_EJECTED = 4;

    /// Where what goes has another place and nothing else is on its way.
    private static final int MOST_MOVED = 8;

    private static final int NODE_DRAWS = 8;

    /// A gang is tried so often, then only now and then: each try costs as much as many small
    /// moves.
    private static final int EAGER_TRIES = 16;

    private final ArrayScore.Working working;
    private final Sampler sampler;
    private final RandomGenerator random;
    private final Map<Integer, Integer> tries = new HashMap<>();
    private final @Nullable Resettling resettling;

    Neighbours(ArrayScore.Working working, RandomGenerator random) {
        this.working = working;
        this.random = random;
        sampler = new Sampler(working, random);
        Departures departures = working.departures();
        resettling =
                departures == null
                        ? null
                        : new Resettling(working, departures, this, sampler, random);
    }

    boolean worksOn(ArrayScore.Working other) {
        return working == other;
    }

    /// Empty when none was found at this throw of the dice.
    List<Change> next() {
        if (resettling != null) {
            return resettling.next();
        }
        Seating one = any();
        return one.slot() == null ? letIn(one) : rearrange(one);
    }

    /// One that waits, and the whole of its gang.
    List<Change> letIn(Seating one) {
        return working.window.isGang(one.group()) ? wholeGang(one.group()) : makeRoom(one);
    }

    /// One that has a slot gets another one.
    List<Change> rearrange(Seating one) {
        return random.nextBoolean() ? relocate(one) : swap(one, any());
    }

    private Seating any() {
        return working.seatings.get(random.nextInt(working.seatings.size()));
    }

    private List<Change> relocate(Seating one) {
        Trial trial = new Trial(working);
        Long from = one.slot();
        trial.move(one, null);
        long slot =
                sampler.draw(one, from == null ? -1 : Slot.node(from), working.state(one.group()));
        if (slot != Slot.NONE) {
            trial.move(one, slot);
        }
        List<Change> changes = trial.takeBack();
        return slot == Slot.NONE ? List.of() : changes;
    }

    private List<Change> swap(Seating one, Seating other) {
        Long from = one.slot();
        Long to = other.slot();
        if (from == null
                || to == null
                || Slot.node(from) == Slot.node(to)
                || one.shape() == other.shape()) {
            return List.of();
        }
        Trial trial = new Trial(working);
        trial.move(one, null);
        trial.move(other, null);
        boolean fits = sampler.fits(one, Slot.node(to)) && sampler.fits(other, Slot.node(from));
        if (fits) {
            trial.move(one, sampler.slot(one, Slot.node(to)));
            long slot = sampler.slot(other, Slot.node(from));
            fits = slot != Slot.NONE;
            if (fits) {
                trial.move(other, slot);
            }
        }
        List<Change> changes = trial.takeBack();
        return fits ? changes : List.of();
    }

    private List<Change> makeRoom(Seating one) {
        Trial trial = new Trial(working);
        boolean seated = seat(one, trial);
        return finish(trial, seated);
    }

    /// Places every instance that waits of every group of the gang, or nothing.
    private List<Change> wholeGang(int group) {
        int gang = working.window.gangs()[group];
        int tried = tries.merge(gang, 1, Integer::sum);
        if (tried > EAGER_TRIES && tried % EAGER_TRIES != 0) {
            return List.of();
        }
        Trial trial = new Trial(working);
        boolean whole = true;
        for (Seating seating : working.seatings) {
            if (whole
                    && seating.slot() == null
                    && working.window.gangs()[seating.group()] == gang) {
                whole = seat(seating, trial);
            }
        }
        return finish(trial, whole);
    }

    /// Where there is room, else where some is made.
    boolean seat(Seating one, Trial trial) {
        GroupState state = working.state(one.group());
        long slot = random.nextInt(3) == 0 ? sampler.draw(one, -1, state) : Slot.NONE;
        if (slot == Slot.NONE) {
            int node = clear(one, state, trial);
            if (node < 0) {
                return false;
            }
            slot = sampler.slot(one, node);
        }
        trial.move(one, slot);
        return true;
    }

    /// Of a few nodes, that on which the least needs to go; else one is cleared at random.
    ///
    /// @return negative when none could be
    private int clear(Seating one, @Nullable GroupState state, Trial trial) {
        Seating cheapest = null;
        int node = -1;
        for (int draw = 0; draw < NODE_DRAWS; draw++) {
            int drawn = nodeToClear(one, state, trial);
            if (drawn < 0) {
                break;
            }
            if (sampler.fits(one, drawn)) {
                return drawn;
            }
            Seating found = cheapest(one, drawn, trial);
            if (found != null && (cheapest == null || found.weight() < cheapest.weight())) {
                cheapest = found;
                node = drawn;
            }
            if (cheapest == null) {
                node = drawn;
            }
        }
        if (cheapest != null) {
            trial.move(cheapest, null);
            return node;
        }
        return node >= 0 && clearAtRandom(one, node, trial) ? node : -1;
    }

    /// Of a few draws, the node of another seating of this window.
    private int nodeToClear(Seating one, @Nullable GroupState state, Trial trial) {
        for (int draw = 0; draw < NODE_DRAWS; draw++) {
            Long slot = trial.slot(any());
            if (slot != null) {
                int node = Slot.node(slot);
                if (sampler.suits(one, node) && (state == null || sampler.allowed(state, node))) {
                    return node;
                }
            }
        }
        return -1;
    }

    /// The one of least weight that makes room by going alone.
    private @Nullable Seating cheapest(Seating one, int node, Trial trial) {
        Seating cheapest = null;
        for (Seating seating : movable(node)) {
            if (cheapest == null || seating.weight() < cheapest.weight()) {
                long slot = Objects.requireNonNull(trial.slot(seating));
                working.unseat(seating, slot);
                if (sampler.fits(one, node)) {
                    cheapest = seating;
                }
                working.seat(seating, slot);
            }
        }
        return cheapest;
    }

    /// Members of gangs stay: what one loses all lose.
    private List<Seating> movable(int node) {
        List<Seating> there = new ArrayList<>();
        for (int i = 0; i < working.seats().count(node); i++) {
            Seating seating = working.seatings.get(working.seats().at(node, i));
            if (!working.window.isGang(seating.group())) {
                there.add(seating);
            }
        }
        return there;
    }

    private boolean clearAtRandom(Seating one, int node, Trial trial) {
        List<Seating> there = movable(node);
        int ejected = 0;
        while (!sampler.fits(one, node)) {
            if (there.isEmpty() || ejected++ == (resettling == null ? MOST_EJECTED : MOST_MOVED)) {
                return false;
            }
            trial.move(there.remove(random.nextInt(there.size())), null);
        }
        return true;
    }

    /// What was ejected goes elsewhere where it can. What it would lose must be less than what it
    /// wins.
    List<Change> finish(Trial trial, boolean useful) {
        if (useful) {
            for (Seating seating : trial.homeless()) {
                long elsewhere = sampler.draw(seating, -1, working.state(seating.group()));
                if (elsewhere != Slot.NONE) {
                    trial.move(seating, elsewhere);
                }
            }
        }
        List<Change> changes = trial.takeBack();
        long won = 0;
        for (Change change : changes) {
            won += change.slot() == null ? -change.seating().weight() : 0;
            won += change.seating().slot() == null ? change.seating().weight() : 0;
        }
        return useful && won >= 0 ? changes : List.of();
    }
}
