package dev.meridian.controlplane.console.failover;

import dev.meridian.controlplane.dispatch.Silence;
import dev.meridian.controlplane.dispatch.model.MassLoss;
import dev.meridian.controlplane.fleet.model.Contact;
import dev.meridian.controlplane.fleet.model.FleetState;
import dev.meridian.controlplane.fleet.model.Node;
import dev.meridian.controlplane.fleet.model.RegionName;
import dev.meridian.controlplane.jobs.model.view.LeaseCount;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The breaker: how near it is to tripping, and what it holds back.
///
/// @param outside the nodes by which it goes: of all regions but the one that lost most
/// @param tripsAt so many silent ones of these
/// @param graceLeft for so long silence from before an outage of ours is held against nobody, as
///   this replica knows; null: it is held against everybody
/// @param heldNodes that would be declared lost were it not frozen
/// @param heldLeases that are over, and whose work would be placed anew
record BreakerView(
        boolean frozen,
        Map<RegionName, MassLoss.Count> regions,
        MassLoss.Count outside,
        int tripsAt,
        int silent,
        @Nullable Duration graceLeft,
        long heldNodes,
        int heldLeases) {

    static BreakerView of(FleetState fleet, List<LeaseCount> leases, Silence silence, Instant now) {
        Silence.Judged judged = silence.judge(fleet);
        MassLoss.Count outside = judged.outside();
        Instant lostBefore = now.minus(silence.limits().lostAfter());
        boolean frozen = judged.frozen();
        return new BreakerView(
                frozen,
                judged.regions(),
                outside,
                (int) Math.floor(MassLoss.LIMIT * outside.all()) + 1,
                judged.regions().values().stream().mapToInt(MassLoss.Count::silent).sum(),
                silence.graceUntil().isAfter(now)
                        ? Duration.between(now, silence.graceUntil())
                        : null,
                frozen
                        ? fleet.nodes().stream().filter(node -> isLost(node, lostBefore)).count()
                        : 0,
                frozen ? leases.stream().mapToInt(BreakerView::held).sum() : 0);
    }

    private static boolean isLost(Node node, Instant lostBefore) {
        Instant heard = node.health().lastHeard();
        return node.health().contact() == Contact.SUSPECT
                && heard != null
                && heard.isBefore(lostBefore);
    }

    /// Work of the policy `keep` waits for a person in any case.
    private static int held(LeaseCount count) {
        return count.policy().equals("keep") ? 0 : count.over();
    }
}
