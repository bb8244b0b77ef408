package dev.meridian.controlplane.placement.claims;

import dev.meridian.controlplane.placement.index.Slot;
import dev.meridian.controlplane.placement.index.Turn;
import java.util.Arrays;

/// Where somebody who waits will go.
///
/// @param slots of all that the turn places; what is there now goes before
/// @param seconds from now until it has gone, as foreseen
record Claim(Turn turn, long[] slots, double seconds) {

    long nodes() {
        return Arrays.stream(slots).map(Slot::node).distinct().count();
    }
}
