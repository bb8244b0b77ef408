package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.placement.model.PendingToken;
import dev.meridian.controlplane.placement.model.Veto;
import java.util.Map;

/// Words a veto of capacity: a node that is too small is another matter than one that is busy.
final class Shortage {

    private Shortage() {}

    /// @param need,free,size amounts in the goal's unit
    /// @param needed the need as people write it, `8 × H100`
    static Veto veto(
            String goal,
            long need,
            long free,
            long size,
            String needed,
            String freeText,
            String sizeText) {
        boolean busy = size >= need;
        String sentence =
                busy
                        ? "needs " + needed + ", the most free on one node is " + freeText
                        : "needs " + needed + ", the largest node has " + sizeText;
        return new Veto(
                busy ? PendingToken.INSUFFICIENT_RESOURCES : PendingToken.NO_MATCHING_NODE,
                goal,
                sentence,
                Map.of("needed", need, "free", Math.max(0, free), "capacity", size),
                busy ? need - free : need - size,
                busy);
    }
}
