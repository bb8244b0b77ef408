package dev.meridian.verification.chaos.rows;

import dev.meridian.verification.chaos.arena.Arena;
import dev.meridian.verification.chaos.arena.Ground;
import dev.meridian.verification.chaos.arena.Host;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/// One row's turn.
///
/// @param times how often the fault is to be tried
/// @param seconds how long a row that goes by time goes on
/// @param agents of the row that has many
/// @param mine which hosts of the arena this row may harm
/// @param random from the run's seed
/// @param say is told how far it is
public record Round(
        Ground ground,
        Tally tally,
        int times,
        int seconds,
        int agents,
        Predicate<Host> mine,
        RandomGenerator random,
        Consumer<String> say) {

    /// That of most rows.
    Arena arena() {
        return ground.shared();
    }

    List<Host> hosts() {
        return arena().hosts().stream().filter(mine).toList();
    }

    /// Waits until silence is judged again, and every host is there.
    void settle() {
        arena().settle(hosts());
    }

    /// One try, and how far we are.
    void attempt(Tally.Deed one) {
        tally.attempt(one);
        say.accept("%d of %d, %d violations".formatted(tally.tries(), times, tally.violations()));
    }

    /// One after the other.
    void attempts(Tally.Deed one) {
        for (int number = 0; number < times; number++) {
            attempt(one);
        }
    }
}
