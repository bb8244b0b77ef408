package dev.meridian.controlplane.placement.index;

/// What the regions bid for one allocation: each that could take it names its best node and what
/// the goals make of it there.
public final class Bids {
    /// Of a region that does not bid.
    public static final int NONE = -1;

    private final int[] nodes;
    private final float[] points;

    private Bids(int[] nodes, float[] points) {
        this.nodes = nodes;
        this.points = points;
    }

    /// @param scores more is better; [NodeScore#NEVER] where a region has no room
    static Bids of(int[] nodes, float[] scores) {
        int[] offered = nodes.clone();
        float[] points = new float[scores.length];
        for (int i = 0; i < scores.length; i++) {
            offered[i] = scores[i] == NodeScore.NEVER ? NONE : nodes[i];
            points[i] = -scores[i];
        }
        return new Bids(offered, points);
    }

    /// Of those that would have to make room first.
    ///
    /// @param nodes that it would suit best; [#NONE] where none of a region does
    /// @param points less is better
    public static Bids forRoomToBeMade(int[] nodes, float[] points) {
        return new Bids(nodes.clone(), points.clone());
    }

    public int regions() {
        return nodes.length;
    }

    /// The node that a region offers; [#NONE] where it does not bid.
    public int node(int region) {
        return nodes[region];
    }

    /// Points of the goals; less is better.
    public float points(int region) {
        return points[region];
    }

    /// The region that bids least; [#NONE] where none bids. Of equals the first.
    public int best() {
        int best = NONE;
        for (int region = 0; region < nodes.length; region++) {
            if (nodes[region] != NONE && (best == NONE || points[region] < points[best])) {
                best = region;
            }
        }
        return best;
    }
}
