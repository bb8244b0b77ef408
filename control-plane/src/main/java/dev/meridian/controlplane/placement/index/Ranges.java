package dev.meridian.controlplane.placement.index;

import java.util.Arrays;

/// Sorted, disjoint runs of node numbers: `[from, to)` in pairs. Nodes are numbered so that a
/// domain is one run or few.
record Ranges(int[] bounds) {
    static final Ranges NONE = new Ranges(new int[0]);

    static Ranges of(int from, int to) {
        return from < to ? new Ranges(new int[] {from, to}) : NONE;
    }

    int runs() {
        return bounds.length / 2;
    }

    int from(int run) {
        return bounds[2 * run];
    }

    int to(int run) {
        return bounds[2 * run + 1];
    }

    boolean isEmpty() {
        return bounds.length == 0;
    }

    boolean contains(int node) {
        for (int run = 0; run < runs(); run++) {
            if (node >= from(run) && node < to(run)) {
                return true;
            }
        }
        return false;
    }

    Ranges minus(Ranges others) {
        return others.isEmpty() ? this : merge(others, false);
    }

    Ranges intersect(Ranges others) {
        return merge(others, true);
    }

    Ranges plus(Ranges others) {
        if (others.isEmpty()) {
            return this;
        }
        if (isEmpty()) {
            return others;
        }
        Ranges everything = of(0, Integer.MAX_VALUE);
        return everything.minus(everything.minus(this).minus(others));
    }

    /// Sweeps over both and keeps what is in this one and in the others, or not in the others.
    private Ranges merge(Ranges others, boolean wanted) {
        int[] found = new int[2 * (bounds.length + others.bounds.length)];
        int count = 0;
        for (int run = 0; run < runs(); run++) {
            int at = from(run);
            for (int other = 0; other < others.runs() && at < to(run); other++) {
                int from = Math.max(at, others.from(other));
                int to = Math.min(to(run), others.to(other));
                if (from >= to) {
                    continue;
                }
                if (wanted) {
                    found[count++] = from;
                    found[count++] = to;
                } else if (at < from) {
                    found[count++] = at;
                    found[count++] = from;
                }
                at = to;
            }
            if (!wanted && at < to(run)) {
                found[count++] = at;
                found[count++] = to(run);
            }
        }
        return new Ranges(Arrays.copyOf(found, count));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ranges ranges && Arrays.equals(bounds, ranges.bounds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }

    @Override
    public String toString() {
        return Arrays.toString(bounds);
    }
}
