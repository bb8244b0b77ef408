package dev.meridian.controlplane.placement.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// The best node for one requirement among the nodes of a region: a tournament tree over their
/// scores. Only nodes that changed since the last question are scored again.
final class ShapeTree {
    private final Ask ask;
    private final NodeScore score;
    private final int first;
    private final int leaves;
    private final float[] fixedCosts;
    private final float[] best;

    /// how much of the region's log of changes is in here
    private int seen;

    ShapeTree(Ask ask, NodeScore score, int first, int count, int seen) {
        this.ask = ask;
        this.score = score;
        this.first = first;
        this.seen = seen;
        leaves = Math.max(1, Integer.highestOneBit(Math.max(1, count - 1)) << (count > 1 ? 1 : 0));
        fixedCosts = score.fixedCosts(first, count, ask.requirement());
        best = new float[2 * leaves];
        Arrays.fill(best, NodeScore.NEVER);
        for (int i = 0; i < count; i++) {
            best[leaves + i] = score.of(first + i, ask, fixedCosts[i]);
        }
        for (int i = leaves - 1; i > 0; i--) {
            best[i] = Math.max(best[2 * i], best[2 * i + 1]);
        }
    }

    /// @param newest of each node, where in the log it stands last: what comes before is out of
    ///   date
    void refresh(int[] log, int length, int[] newest) {
        for (; seen < length; seen++) {
            int node = log[seen] - first;
            if (newest[node] != seen || fixedCosts[node] == Float.POSITIVE_INFINITY) {
                continue;
            }
            int at = leaves + node;
            float now = score.of(first + node, ask, fixedCosts[node]);
            while (best[at] != now) {
                best[at] = now;
                at >>= 1;
                if (at == 0) {
                    break;
                }
                now = Math.max(best[2 * at], best[2 * at + 1]);
            }
        }
    }

    /// The leftmost best node of `[from, to)`; negative when none can take it.
    int best(int from, int to) {
        int low = from - first + leaves;
        int high = to - first + leaves;
        int winner = 0;
        float most = NodeScore.NEVER;
        int rightWinner = 0;
        float rightMost = NodeScore.NEVER;
        // left parts come in order; right parts come from the right, so an equal one further left
        // replaces
        for (; low < high; low >>= 1, high >>= 1) {
            if ((low & 1) == 1) {
                if (best[low] > most) {
                    most = best[low];
                    winner = low;
                }
                low++;
            }
            if ((high & 1) == 1) {
                high--;
                if (best[high] >= rightMost && best[high] > NodeScore.NEVER) {
                    rightMost = best[high];
                    rightWinner = high;
                }
            }
        }
        int at = rightMost > most ? rightWinner : winner;
        if (at == 0) {
            return -1;
        }
        while (at < leaves) {
            at = best[2 * at] >= best[2 * at + 1] ? 2 * at : 2 * at + 1;
        }
        return at - leaves + first;
    }

    /// The best nodes that can take it, the best first and of equals the leftmost.
    List<Integer> best(int most) {
        List<Integer> found = new ArrayList<>();
        PriorityQueue<Integer> open =
                new PriorityQueue<>(
                        Comparator.comparingDouble((Integer at) -> -best[at])
                                .thenComparing(this::leftmost));
        open.add(1);
        while (!open.isEmpty() && found.size() < most) {
            int at = open.remove();
            if (best[at] == NodeScore.NEVER) {
                break;
            }
            if (at >= leaves) {
                found.add(at - leaves + first);
            } else {
                open.add(2 * at);
                open.add(2 * at + 1);
            }
        }
        return found;
    }

    /// The first leaf below.
    private int leftmost(int at) {
        int leaf = at;
        while (leaf < leaves) {
            leaf *= 2;
        }
        return leaf;
    }

    float scoreOf(int node) {
        return best[node - first + leaves];
    }
}
