package dev.meridian.controlplane.placement.model;

import java.util.Map;

/// Why a node cannot take an allocation.
///
/// @param goal the hard goal that is not met
/// @param sentence with its numbers, about the node that comes nearest
/// @param missing how far that node is from meeting the goal, in the goal's unit
/// @param waitingHelps whether other work ending can mend it
public record Veto(
        PendingToken token,
        String goal,
        String sentence,
        Map<String, Object> numbers,
        long missing,
        boolean waitingHelps) {

    public Veto {
        numbers = Map.copyOf(numbers);
    }
}
