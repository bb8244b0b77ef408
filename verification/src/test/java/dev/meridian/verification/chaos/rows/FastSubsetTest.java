package dev.meridian.verification.chaos.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.verification.Built;
import dev.meridian.verification.Home;
import dev.meridian.verification.chaos.arena.Ground;
import dev.meridian.verification.chaos.history.Harm;
import dev.meridian.verification.local.Checkout;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// The cheap rows of the fault matrix, all at once, each on a host of its own. `make chaos` plays
/// all of them, and oftener.
class FastSubsetTest {
    private static final List<Part> PARTS =
            List.of(
                    new Part(4, "host-1", 1),
                    new Part(5, "host-2", 1),
                    new Part(6, "host-3", 2),
                    new Part(11, "none", 3));

    /// Which row, on which host, and how often.
    private record Part(int row, String host, int times) {}

    @Test
    void nothingOverlapsAndNothingIsLostOrRepeated() {
        Checkout checkout = Built.checkout();
        Map<Part, Tally> tallies = new ConcurrentHashMap<>();
        try (var ground = new Ground(checkout, Home.empty(checkout, "chaos"), 3, _ -> {})) {
            ground.shared();
            try (ExecutorService rows = Executors.newVirtualThreadPerTaskExecutor()) {
                PARTS.forEach(part ->
                        rows.execute(() -> {
                            var tally = new Tally(_ -> {});
                            tally.attemptAll(
                                    () -> row(part.row()).play(round(ground, tally, part)));
                            tallies.put(part, tally);
                        }));
            }
        }
        assertThat(tallies.keySet()).containsExactlyInAnyOrderElementsOf(PARTS);
        tallies.forEach((part, tally) -> {
            assertThat(tally.tries()).as("row " + part.row()).isEqualTo(part.times());
            // how long it takes is for a quiet machine to tell
            assertThat(tally.violations() - tally.of(Harm.LATE))
                    .as("row %d: %s", part.row(), tally.sentences())
                    .isZero();
        });
    }

    private static Row row(int number) {
        return Rows.ALL.stream().filter(row -> row.number() == number).findFirst().orElseThrow();
    }

    private static Round round(Ground ground, Tally tally, Part part) {
        return new Round(
                ground,
                tally,
                part.times(),
                0,
                0,
                host -> host.role().equals(part.host()),
                new SplittableRandom(1),
                _ -> {});
    }
}
