package dev.meridian.verification.chaos.rows;

import dev.meridian.verification.chaos.arena.Facility;
import java.util.List;
import java.util.Optional;

/// One line of the fault matrix: it does the harm, mends it, measures, and judges what came of it.
public interface Row {

    /// In the matrix.
    int number();

    /// What happens, in few words.
    String fault();

    /// What must hold.
    String promise();

    /// How often it is tried where nobody says otherwise.
    int usual();

    default List<Facility> needs() {
        return List.of();
    }

    /// @return why it cannot be played here; empty: it can
    default Optional<String> obstacle() {
        return needs().stream().map(Facility::lacking).flatMap(Optional::stream).findFirst();
    }

    void play(Round round) throws Exception;
}
