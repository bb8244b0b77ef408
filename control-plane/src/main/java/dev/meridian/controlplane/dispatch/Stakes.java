package dev.meridian.controlplane.dispatch;

import dev.meridian.controlplane.dispatch.model.Outlook;
import dev.meridian.controlplane.fleet.model.Contact;
import dev.meridian.controlplane.fleet.model.FleetState;
import dev.meridian.controlplane.fleet.model.Node;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.NodeWork;
import dev.meridian.controlplane.jobs.model.view.HeldCopy;
import dev.meridian.controlplane.jobs.model.view.LeaseCount;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Service;

/// The work that is at stake: copies on nodes that are not heard, and what becomes of them.
@Service
public class Stakes {
    private final NodeWork work;
    private final Silence silence;
    private final Clock clock;

    Stakes(NodeWork work, Silence silence, Clock clock) {
        this.work = work;
        this.silence = silence;
        this.clock = clock;
    }

    public record Stake(HeldCopy copy, Outlook outlook) {}

    /// Those with the least time left stand first.
    ///
    /// @param projects empty: of everything
    public List<Stake> soonest(FleetState fleet, Set<String> projects, int limit) {
        boolean frozen = silence.judge(fleet).frozen();
        Instant now = clock.instant();
        return work.copies(unheard(fleet), projects, limit).stream()
                .map(copy -> new Stake(copy, silence.outlook(copy, frozen, now)))
                .toList();
    }

    /// The leases on these nodes by policy, of all projects.
    public List<LeaseCount> counts(FleetState fleet) {
        return work.leases(unheard(fleet));
    }

    private static List<NodeId> unheard(FleetState fleet) {
        return fleet.nodes().stream()
                .filter(node -> node.health().contact() != Contact.READY)
                .map(Node::id)
                .toList();
    }
}
