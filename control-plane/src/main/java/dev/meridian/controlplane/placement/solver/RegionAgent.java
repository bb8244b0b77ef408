package dev.meridian.controlplane.placement.solver;

import dev.meridian.controlplane.placement.index.Draft;
import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.index.Ground;
import dev.meridian.controlplane.placement.model.Snapshot;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One region, which looks for better places for what it was awarded, on its own nodes, window by
/// window.
final class RegionAgent {
    private final int region;
    private final FleetIndex fleet;
    private final Draft draft;
    private final Snapshot snapshot;
    private final WindowSearch search;
    private final Deque<List<Integer>> windows;
    private final Worth worth;
    private @Nullable Ground own;

    /// @param windows of what it was awarded
    RegionAgent(
            int region,
            FleetIndex fleet,
            Draft draft,
            Snapshot snapshot,
            WindowSearch search,
            List<List<Integer>> windows,
            Worth worth) {
        this.region = region;
        this.fleet = fleet;
        this.draft = draft;
        this.snapshot = snapshot;
        this.search = search;
        this.windows = new ArrayDeque<>(windows);
        this.worth = worth;
    }

    /// Whether a window is left that a search may better.
    boolean hasNext() {
        while (!windows.isEmpty() && !worth.searching(windows.getFirst())) {
            windows.removeFirst();
        }
        return !windows.isEmpty();
    }

    /// Searches its next window. Agents do so side by side, while nothing is booked.
    Proposal propose() {
        Ground ground = own == null ? fleet.of(region) : own;
        own = ground;
        return Proposal.search(search, draft, ground, snapshot, windows.removeFirst());
    }
}
