package dev.meridian.controlplane.placement.solver;

import dev.meridian.controlplane.placement.index.Slot;
import dev.meridian.controlplane.placement.solver.SlotMove.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Moves for a window in which some hold a place already: let one in, where or elsewhere, whoever
/// has to go for it, and call home who need not have gone.
final class Resettling {
    private final ArrayScore.Working working;
    private final Departures departures;
    private final Neighbours neighbours;
    private final Sampler sampler;
    private final RandomGenerator random;
    private final List<Seating> coming;

    Resettling(
            ArrayScore.Working working,
            Departures departures,
            Neighbours neighbours,
            Sampler sampler,
            RandomGenerator random) {
        this.working = working;
        this.departures = departures;
        this.neighbours = neighbours;
        this.sampler = sampler;
        this.random = random;
        coming = working.seatings.stream().filter(one -> !departures.homes().has(one)).toList();
    }

    /// Empty when none was found at this throw of the dice.
    List<Change> next() {
        if (!coming.isEmpty() && random.nextInt(3) > 0) {
            return letIn(coming.get(random.nextInt(coming.size())));
        }
        Seating one = working.seatings.get(random.nextInt(working.seatings.size()));
        if (!departures.homes().has(one)) {
            return letIn(one);
        }
        return departures.homes().isAway(one) && random.nextBoolean()
                ? home(one)
                : neighbours.rearrange(one);
    }

    private List<Change> letIn(Seating one) {
        if (one.slot() == null) {
            return neighbours.letIn(one);
        }
        Trial trial = new Trial(working);
        trial.move(one, null);
        // either others go for it, or it goes elsewhere
        boolean anew = random.nextBoolean();
        if (anew) {
            callAllHome(trial);
        }
        boolean seated = neighbours.seat(one, trial);
        if (seated && !anew) {
            callAllHome(trial);
        }
        return neighbours.finish(trial, seated);
    }

    private void callAllHome(Trial trial) {
        for (Seating other : working.seatings) {
            if (departures.homes().isAway(other)) {
                callHome(other, trial);
            }
        }
    }

    private List<Change> home(Seating one) {
        Trial trial = new Trial(working);
        callHome(one, trial);
        return new ArrayList<>(trial.takeBack());
    }

    private void callHome(Seating one, Trial trial) {
        Long now = trial.slot(one);
        long home = departures.homes().of(one);
        if (now != null) {
            trial.move(one, null);
        }
        if (sampler.fits(one, Slot.node(home))) {
            trial.move(one, home);
        } else if (now != null) {
            trial.move(one, now);
        }
    }
}
