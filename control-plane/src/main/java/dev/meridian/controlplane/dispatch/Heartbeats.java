package dev.meridian.controlplane.dispatch;

import dev.meridian.controlplane.dispatch.model.Renewal;
import dev.meridian.controlplane.dispatch.store.LeaseStore;
import dev.meridian.controlplane.fleet.Fleet;
import dev.meridian.controlplane.fleet.model.Contact;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.Jobs;
import dev.meridian.controlplane.jobs.model.AllocationId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Service;

/// What a sign of life, and a sign of death, does to the right to run.
@Service
public class Heartbeats {
    private final Fleet fleet;
    private final Jobs jobs;
    private final LeaseStore leases;
    private final LeaseLoop loop;

    Heartbeats(Fleet fleet, Jobs jobs, LeaseStore leases, LeaseLoop loop) {
        this.fleet = fleet;
        this.jobs = jobs;
        this.leases = leases;
        this.loop = loop;
    }

    /// These nodes were heard: they are in contact, and every lease that they hold is granted
    /// again, in one statement.
    ///
    /// @return what each node's reply carries; a node that holds nothing is absent
    public Map<NodeId, List<Renewal>> renew(Collection<NodeId> nodes, Instant now) {
        if (nodes.isEmpty()) {
            return Map.of();
        }
        // renewed first: it is what an agent waits for
        Map<NodeId, List<Renewal>> renewals = leases.renew(nodes);
        Set<NodeId> returned = fleet.heard(nodes, now);
        if (!returned.isEmpty()) {
            jobs.contactReturned(returned, now);
        }
        return renewals;
    }

    /// These nodes were heard and cannot be talked to yet: their leases are granted again and none
    /// of them is lost, but whoever takes no new work takes none until it is in contact.
    ///
    /// @return as of [#renew]
    public Map<NodeId, List<Renewal>> keep(Collection<NodeId> nodes, Instant now) {
        if (nodes.isEmpty()) {
            return Map.of();
        }
        Map<NodeId, List<Renewal>> renewals = leases.renew(nodes);
        fleet.glimpsed(nodes, now);
        return renewals;
    }

    /// Somebody beside the agent says that it does nothing: unless it was heard since, it takes no
    /// new work until it is.
    public void silent(NodeId node, Instant heardBefore, Instant now) {
        Set<NodeId> moved =
                fleet.contact(List.of(node), Contact.READY, Contact.SUSPECT, heardBefore, now);
        if (!moved.isEmpty()) {
            jobs.contactLost(moved, now);
        }
    }

    /// The node's work is known to be gone, but for what it says that it still holds: after a
    /// goodbye (nothing), or under a new boot id (what survived). Ends the wait for its leases at
    /// once.
    public void died(NodeId node, Collection<AllocationId> stillHeld, Instant now) {
        if (leases.end(node, stillHeld) > 0) {
            loop.loseKnownDead(now);
        }
    }
}
