package dev.meridian.controlplane.kernel;

import java.time.Instant;
import java.util.Optional;

/// Keeps disks from filling up: a database without room for its log stops, and with it all that
/// runs. So whatever grows by choice is refused while there is still room for what must be written:
/// the fate of work that runs.
public interface DiskGuard {
    /// Where no disk is watched.
    DiskGuard UNWATCHED =
            new DiskGuard() {
                @Override
                public Optional<String> full() {
                    return Optional.empty();
                }

                @Override
                public void look(Instant now) {
                    // there is nothing to look at
                }
            };

    /// Which disk is too full, in a sentence that says what to do; empty: none.
    Optional<String> full();

    /// Measures the disks. What cannot be measured is left out.
    void look(Instant now);

    /// @throws NoRoom when a disk is too full for anything new
    default void requireRoom() {
        full().ifPresent(sentence -> {
            throw new NoRoom(sentence);
        });
    }
}
