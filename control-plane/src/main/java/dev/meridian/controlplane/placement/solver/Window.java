package dev.meridian.controlplane.placement.solver;

import dev.meridian.controlplane.placement.index.FreeCapacity;
import dev.meridian.controlplane.placement.index.Ground;
import dev.meridian.controlplane.placement.model.PendingGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a window's search needs to know and never changes.
///
/// @param base what is free when nothing of the window is placed
/// @param nodes numbers of the nodes that may be used, ascending
/// @param groups those that the window's seatings belong to
/// @param gangs for each group its gang's number, or -1
/// @param homes of those that hold a place already; null: all of them wait
public record Window(
        Ground ground,
        FreeCapacity base,
        int[] nodes,
        List<PendingGroup> groups,
        int[] gangs,
        Facts facts,
        @Nullable Homes homes) {

    /// All of which wait.
    Window(
            Ground ground,
            FreeCapacity base,
            int[] nodes,
            List<PendingGroup> groups,
            int[] gangs,
            Facts facts) {
        this(ground, base, nodes, groups, gangs, facts, null);
    }

    boolean isGang(int group) {
        return gangs[group] >= 0;
    }
}
