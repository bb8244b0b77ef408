package dev.meridian.controlplane.console.fleet;

import dev.meridian.controlplane.fleet.model.NodeState;
import java.util.ArrayList;
import java.util.List;

/// A part of a ring whose whole length is 100.
///
/// @param dashes for `stroke-dasharray`: drawn, then not
/// @param start for `stroke-dashoffset`
record Arc(NodeState state, String dashes, int start) {
    private static final int WHOLE = 100;
    private static final int SHORTEST = 6;

    /// As long as the state's part of the nodes, but for one that would be too short to be seen.
    static List<Arc> of(Figures figures) {
        List<Arc> ring = new ArrayList<>();
        int from = 0;
        int left = figures.states().size();
        for (var state : figures.states().entrySet()) {
            left--;
            int fair = Math.round(WHOLE * (float) state.getValue() / figures.nodes());
            int length =
                    left == 0
                            ? WHOLE - from
                            : Math.clamp(fair, SHORTEST, WHOLE - from - SHORTEST * left);
            ring.add(new Arc(state.getKey(), length + " " + (WHOLE - length), -from));
            from += length;
        }
        return ring;
    }
}
