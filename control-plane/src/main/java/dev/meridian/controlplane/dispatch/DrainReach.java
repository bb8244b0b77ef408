package dev.meridian.controlplane.dispatch;

import dev.meridian.controlplane.approvals.model.Evidence;
import dev.meridian.controlplane.fleet.FleetQueries;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.PlacedWork;
import dev.meridian.controlplane.jobs.model.PlacedAllocation;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/// How much of all that runs a drain would move.
@Service
public class DrainReach {
    private final PlacedWork work;
    private final FleetQueries fleet;

    DrainReach(PlacedWork work, FleetQueries fleet) {
        this.work = work;
        this.fleet = fleet;
    }

    /// @param nodes that would be drained
    /// @param moved allocations on them
    /// @param movedAlready allocations on other nodes that are being drained
    /// @param all allocations that are placed anywhere
    public record Reach(int nodes, int moved, int movedAlready, int jobs, int all) {

        /// Together with what is being moved already, so that many small drains are no way around.
        public double share() {
            return all == 0 ? 0 : (moved + movedAlready) / (double) all;
        }

        public Evidence evidence() {
            return new Evidence(
                    Map.of(
                            "nodes", (double) nodes,
                            "allocationsToMove", (double) moved,
                            "allocationsBeingMoved", (double) movedAlready,
                            "jobs", (double) jobs,
                            "allocationsPlaced", (double) all),
                    List.of());
        }
    }

    public Reach of(Set<NodeId> nodes) {
        List<PlacedAllocation> placed = work.placed();
        Set<NodeId> others = new HashSet<>(fleet.draining().keySet());
        others.removeAll(nodes);
        List<PlacedAllocation> here =
                placed.stream().filter(each -> nodes.contains(each.node())).toList();
        return new Reach(
                nodes.size(),
                here.size(),
                (int) placed.stream().filter(each -> others.contains(each.node())).count(),
                here.stream().map(PlacedAllocation::job).collect(Collectors.toSet()).size(),
                placed.size());
    }
}
