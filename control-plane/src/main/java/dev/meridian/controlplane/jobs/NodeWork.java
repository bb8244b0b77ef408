package dev.meridian.controlplane.jobs;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.view.HeldCopy;
import dev.meridian.controlplane.jobs.model.view.LeaseCount;
import dev.meridian.controlplane.jobs.model.view.NodeLoad;
import dev.meridian.controlplane.jobs.model.view.StandbyOnNode;
import dev.meridian.controlplane.jobs.model.view.Takeover;
import dev.meridian.controlplane.jobs.store.HeldCopies;
import dev.meridian.controlplane.jobs.store.NodeLoadRows;
import dev.meridian.controlplane.jobs.store.StandbyViews;
import dev.meridian.controlplane.jobs.store.Takeovers;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Service;

/// What is told of the work on nodes.
@Service
public class NodeWork {
    private final NodeLoadRows loads;
    private final HeldCopies copies;
    private final Takeovers takeovers;
    private final StandbyViews standbys;

    NodeWork(NodeLoadRows loads, HeldCopies copies, Takeovers takeovers, StandbyViews standbys) {
        this.loads = loads;
        this.copies = copies;
        this.takeovers = takeovers;
        this.standbys = standbys;
    }

    /// What each node of the fleet gave away; nodes that hold nothing are absent.
    public Map<NodeId, NodeLoad> loads() {
        return loads.all();
    }

    public Map<NodeId, NodeLoad> loads(Collection<NodeId> nodes) {
        return nodes.isEmpty() ? Map.of() : loads.of(nodes);
    }

    /// What these nodes hold; what has the least time left stands first.
    ///
    /// @param projects empty: of everything
    public List<HeldCopy> copies(Collection<NodeId> nodes, Set<String> projects, int limit) {
        return nodes.isEmpty() ? List.of() : copies.ofNodes(nodes, projects, limit);
    }

    /// Places that a node keeps free for allocations of other regions, the oldest first.
    ///
    /// @param projects empty: of everything
    public List<StandbyOnNode> standbys(NodeId node, Set<String> projects, int limit) {
        return standbys.onNode(node, projects, limit);
    }

    /// The leases on these nodes by policy.
    public List<LeaseCount> leases(Collection<NodeId> nodes) {
        return nodes.isEmpty() ? List.of() : copies.leasesOn(nodes);
    }

    /// What was lost or fenced since, and when it ran again; the newest first.
    ///
    /// @param projects empty: of everything
    public List<Takeover> takeovers(Instant since, Set<String> projects, int limit) {
        return takeovers.since(since, projects, limit);
    }
}
