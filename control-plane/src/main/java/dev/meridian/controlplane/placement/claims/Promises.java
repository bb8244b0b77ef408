package dev.meridian.controlplane.placement.claims;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.index.Slot;
import dev.meridian.controlplane.placement.index.Turn;
import dev.meridian.controlplane.placement.model.PendingAllocation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Where those will go for whom others were told to stop, from one plan to the next: their room is
/// theirs before anybody's turn. Forgotten when a process ends; who has lost its promise then takes
/// what is being stopped in the order of the turns.
///
/// @param nodes of each allocation that has one
record Promises(Map<AllocationId, NodeId> nodes) {

    Promises {
        nodes = Map.copyOf(nodes);
    }

    /// Of claims whose room is being made.
    static Promises of(List<Claim> claims, FleetIndex index) {
        return of(claims.stream().filter(claim -> claim.seconds() == 0), index);
    }

    /// Of claims on room that is foreseen to be free.
    static Promises ofReserved(List<Claim> claims, FleetIndex index) {
        return of(claims.stream().filter(claim -> claim.seconds() > 0), index);
    }

    private static Promises of(Stream<Claim> claims, FleetIndex index) {
        Map<AllocationId, NodeId> nodes = new HashMap<>();
        for (Claim claim : claims.toList()) {
            List<PendingAllocation> allocations = claim.turn().allocations();
            for (int i = 0; i < allocations.size(); i++) {
                int node = Slot.node(claim.slots()[i]);
                nodes.put(allocations.get(i).id(), index.capacity().node(node).id());
            }
        }
        return new Promises(nodes);
    }

    /// Nodes of all that the turn places; empty where one of them has no promise.
    Optional<int[]> of(Turn turn, FleetIndex index) {
        if (nodes.isEmpty()) {
            return Optional.empty();
        }
        List<PendingAllocation> allocations = turn.allocations();
        int[] promised = new int[allocations.size()];
        for (int i = 0; i < promised.length; i++) {
            NodeId node = nodes.get(allocations.get(i).id());
            promised[i] = node == null ? -1 : index.number(node);
            if (promised[i] < 0) {
                return Optional.empty();
            }
        }
        return Optional.of(promised);
    }
}
