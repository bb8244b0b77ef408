package dev.meridian.controlplane.console.fleet;

import dev.meridian.controlplane.fleet.model.FleetState;
import dev.meridian.controlplane.fleet.model.Node;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.Region;
import dev.meridian.controlplane.fleet.model.RegionName;
import dev.meridian.controlplane.fleet.model.RegionPair;
import dev.meridian.controlplane.jobs.model.HeldOfNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fleet as the first page shows it.
record FleetPicture(Instant asOf, List<RegionFigures> regions, List<Way> ways, Figures total) {

    record RegionFigures(Region region, Figures figures) {
        public String name() {
            return region.name().value();
        }

        boolean isPlaced() {
            return region.facts().coordinates() != null;
        }
    }

    /// From one region to another.
    ///
    /// @param egress US dollars for 10^9 bytes
    /// @param latency milliseconds there and back; null: not told
    /// @param bandwidth megabits per second; null: not told
    record Way(
            String from,
            String to,
            double egress,
            @Nullable Double latency,
            @Nullable Double bandwidth) {

        static Way of(RegionPair pair) {
            return new Way(
                    pair.from().value(),
                    pair.to().value(),
                    pair.facts().egressPerGb().dollars(),
                    pair.facts().latencyMs(),
                    pair.facts().bandwidthMbps());
        }
    }

    static FleetPicture of(FleetState fleet, Map<NodeId, HeldOfNode> held, Instant asOf) {
        Map<RegionName, Figures> byRegion = new HashMap<>();
        var total = new Figures();
        for (Node node : fleet.nodes()) {
            HeldOfNode holds = held.getOrDefault(node.id(), HeldOfNode.NOTHING);
            byRegion.computeIfAbsent(node.region(), _ -> new Figures()).add(node, holds);
            total.add(node, holds);
        }
        return new FleetPicture(
                asOf,
                fleet.regions().stream()
                        .map(region ->
                                new RegionFigures(
                                        region,
                                        byRegion.getOrDefault(region.name(), new Figures())))
                        .toList(),
                fleet.pairs().stream().map(Way::of).toList(),
                total);
    }

    public List<String> unplaced() {
        return regions.stream()
                .filter(region -> !region.isPlaced())
                .map(RegionFigures::name)
                .toList();
    }
}
