package dev.meridian.controlplane.placement.solver;

import java.util.Arrays;

/// Which seatings of the window are on which node, by their numbers.
final class SeatsOnNodes {
    private static final int USUAL = 4;
    private static final int[] NONE = {};

    private final int[][] on;
    private final int[] counts;

    /// of each seating, where in its node's list it is
    private final int[] positions;

    SeatsOnNodes(int nodes, int seatings) {
        on = new int[nodes][];
        Arrays.fill(on, NONE);
        counts = new int[nodes];
        positions = new int[seatings];
    }

    void add(int node, int seating) {
        if (counts[node] == on[node].length) {
            on[node] = Arrays.copyOf(on[node], Math.max(USUAL, 2 * counts[node]));
        }
        positions[seating] = counts[node];
        on[node][counts[node]++] = seating;
    }

    void remove(int node, int seating) {
        int last = on[node][--counts[node]];
        on[node][positions[seating]] = last;
        positions[last] = positions[seating];
    }

    int count(int node) {
        return counts[node];
    }

    /// @param position below [#count]
    int at(int node, int position) {
        return on[node][position];
    }
}
