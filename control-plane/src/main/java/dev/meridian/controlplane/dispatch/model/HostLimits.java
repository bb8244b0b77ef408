package dev.meridian.controlplane.dispatch.model;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.RegionName;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// When a host is no longer trusted.
///
/// @param failedStarts as many of them
/// @param lostLeases as many of them
/// @param silences as many of them
/// @param regionShare of a region's nodes at most; where more are at fault it is not the hosts but
///   what they share. One node is never too many.
public record HostLimits(int failedStarts, int lostLeases, int silences, double regionShare) {

    public boolean exceededBy(HostRecord host) {
        return host.failedStarts() >= failedStarts
                || host.lostLeases() >= lostLeases
                || host.silences() >= silences;
    }

    /// Leaves out regions in which too many are at fault at once.
    ///
    /// @param regions of all nodes
    public Set<NodeId> notSharedBy(Set<NodeId> atFault, Map<NodeId, RegionName> regions) {
        Map<RegionName, Long> sizes =
                regions.values().stream()
                        .collect(Collectors.groupingBy(each -> each, Collectors.counting()));
        Map<RegionName, List<NodeId>> byRegion =
                atFault.stream()
                        .filter(regions::containsKey)
                        .collect(Collectors.groupingBy(regions::get));
        Set<NodeId> alone = new HashSet<>();
        byRegion.forEach((region, nodes) -> {
            if (nodes.size() <= Math.max(1, regionShare * sizes.getOrDefault(region, 0L))) {
                alone.addAll(nodes);
            }
        });
        return alone;
    }
}
