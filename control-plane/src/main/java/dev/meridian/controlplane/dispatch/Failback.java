package dev.meridian.controlplane.dispatch;

import static java.util.stream.Collectors.toMap;

import dev.meridian.controlplane.fleet.FleetQueries;
import dev.meridian.controlplane.fleet.model.Contact;
import dev.meridian.controlplane.fleet.model.Node;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.placement.migration.Chain;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/// What runs goes back to nodes that were away only when they have been heard without a break for a
/// stable time, and one chain after the other for a while: a region that comes and goes moves
/// nothing to and fro.
@Component
class Failback {
    /// A node whose contact changed later than this after it enrolled was away in between.
    private static final Duration FIRST_CONTACT = Duration.ofMinutes(1);

    private final FleetQueries fleet;
    private final FailoverSettings settings;

    Failback(FleetQueries fleet, FailoverSettings settings) {
        this.fleet = fleet;
        this.settings = settings;
    }

    /// Those of the chains that may be begun now.
    ///
    /// @param underWay copies that are on the move
    List<Chain> permitted(List<Chain> chains, int underWay, Instant now) {
        if (chains.isEmpty()) {
            return chains;
        }
        Map<NodeId, Instant> back =
                fleet.fleet().nodes().stream()
                        .filter(Failback::wasAway)
                        .collect(toMap(Node::id, node -> node.health().changedAt()));
        List<Chain> permitted = new ArrayList<>();
        boolean busy = underWay > 0;
        for (Chain chain : chains) {
            Instant last =
                    chain.moves().stream()
                            .map(move -> back.get(move.node()))
                            .filter(Objects::nonNull)
                            .max(Instant::compareTo)
                            .orElse(Instant.MIN);
            boolean gentle = last.isAfter(now.minus(settings.gentle()));
            if (last.isAfter(now.minus(settings.stable())) || (gentle && busy)) {
                continue;
            }
            permitted.add(chain);
            busy = true;
        }
        return permitted;
    }

    private static boolean wasAway(Node node) {
        return node.health().contact() == Contact.READY
                && node.health().changedAt().isAfter(node.createdAt().plus(FIRST_CONTACT));
    }
}
