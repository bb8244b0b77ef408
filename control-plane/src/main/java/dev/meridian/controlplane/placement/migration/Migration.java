package dev.meridian.controlplane.placement.migration;

import java.util.List;

/// Room for one that waits, made by moving others: all of it or nothing.
///
/// @param waiting its number among those that wait
/// @param slot where it goes
/// @param moves what goes elsewhere first
public record Migration(int waiting, long slot, List<Move> moves) {

    /// @param resident its number
    /// @param to its new slot
    public record Move(int resident, long to) {}

    public Migration {
        moves = List.copyOf(moves);
    }
}
