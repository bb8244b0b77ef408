package dev.meridian.controlplane.console.nodes;

import dev.meridian.controlplane.fleet.FleetQueries;
import dev.meridian.controlplane.fleet.model.FleetSign;
import dev.meridian.controlplane.fleet.model.Node;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.NodeWork;
import dev.meridian.controlplane.jobs.model.view.NodeLoad;
import dev.meridian.controlplane.telemetry.TelemetryQueries;
import dev.meridian.controlplane.telemetry.model.HostUse;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Puts together what modules know of nodes.
///
/// What the whole fleet gave away and uses is good for some seconds: hosts measure no oftener, and
/// many who look at the map cost no more than one. Who comes later gets it once more while it is
/// read anew for the next: states are never as old as that, they are read each time.
@Component
public class FleetReadings {
    private static final Duration GOOD_FOR = Duration.ofSeconds(5);
    private static final Duration SHOWN_FOR = Duration.ofMinutes(1);
    private static final Duration SIGN_GOOD_FOR = Duration.ofMillis(900);

    /// A few rounds of an agent.
    private static final Duration HEARD_WITHIN = Duration.ofSeconds(45);

    private final FleetQueries fleet;
    private final NodeWork work;
    private final TelemetryQueries telemetry;
    private final Shared<Sums> sums;
    private final Shared<FleetSign> sign;

    FleetReadings(FleetQueries fleet, NodeWork work, TelemetryQueries telemetry, Clock clock) {
        this.fleet = fleet;
        this.work = work;
        this.telemetry = telemetry;
        this.sums = new Shared<>(this::sums, GOOD_FOR, SHOWN_FOR, clock);
        this.sign = new Shared<>(fleet::sign, SIGN_GOOD_FOR, SIGN_GOOD_FOR, clock);
    }

    private record Sums(Map<NodeId, NodeLoad> loads, Map<NodeId, HostUse> uses) {}

    private Sums sums() {
        return new Sums(work.loads(), telemetry.hosts(HEARD_WITHIN));
    }

    /// Differs when a node came, went or stands otherwise.
    FleetSign sign() {
        return sign.get();
    }

    /// All nodes in the order of their ids, with what they gave away and use.
    List<NodeReading> all() {
        Sums now = sums.get();
        return readings(fleet.fleet().nodes(), now.loads, now.uses);
    }

    /// Just these.
    public List<NodeReading> of(Collection<Node> nodes) {
        List<NodeId> ids = nodes.stream().map(Node::id).toList();
        return readings(nodes, work.loads(ids), telemetry.hosts(ids));
    }

    private static List<NodeReading> readings(
            Collection<Node> nodes, Map<NodeId, NodeLoad> loads, Map<NodeId, HostUse> uses) {
        return nodes.stream()
                .map(node ->
                        new NodeReading(
                                node,
                                loads.getOrDefault(node.id(), NodeLoad.NONE),
                                uses.get(node.id())))
                .toList();
    }
}
