package dev.meridian.controlplane.dispatch;

import static java.util.stream.Collectors.groupingBy;

import dev.meridian.controlplane.dispatch.model.NeighbourLink;
import dev.meridian.controlplane.dispatch.model.NeighbourLink.Neighbour;
import dev.meridian.controlplane.fleet.FleetQueries;
import dev.meridian.controlplane.fleet.model.AdminState;
import dev.meridian.controlplane.fleet.model.ClusterId;
import dev.meridian.controlplane.fleet.model.Contact;
import dev.meridian.controlplane.fleet.model.FleetSign;
import dev.meridian.controlplane.fleet.model.Node;
import dev.meridian.controlplane.fleet.model.NodeId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Tells each node of a few peers of its cluster that lend it their way when it has none of its
/// own: by it the node, or the guard beside its dead agent, confirms what ended there.
///
/// In each cluster the nodes stand in a ring, and each is told of those behind it, so that none has
/// to lend to many.
@Service
public class Introductions {
    /// The label under which an agent says where its peers find it.
    static final String PEER_PORT = "peer-port";

    private static final int EACH = 3;
    private static final int LARGEST_PORT = 65_535;

    private final FleetQueries fleet;
    private final NeighbourLink link;
    private @Nullable FleetSign seen;
    private Set<NodeId> told = Set.of();

    Introductions(FleetQueries fleet, NeighbourLink link) {
        this.fleet = fleet;
        this.link = link;
    }

    /// Reads the fleet only where it, or who is connected, has changed.
    public void runOnce(Instant now) {
        Set<NodeId> connected = link.connected();
        FleetSign sign = fleet.sign();
        if (sign.equals(seen) && connected.equals(told)) {
            return;
        }
        Map<ClusterId, List<Node>> clusters =
                fleet.fleet().nodes().stream().collect(groupingBy(Node::clusterId));
        clusters.values().forEach(ring -> introduce(ring, connected));
        seen = sign;
        told = connected;
    }

    /// Once around the ring: where hardly anybody lends, each would else look at all.
    private void introduce(List<Node> ring, Set<NodeId> connected) {
        List<Lender> lenders =
                IntStream.range(0, ring.size())
                        .filter(at -> lends(ring.get(at)))
                        .mapToObj(at -> Lender.of(at, ring.get(at)))
                        .toList();
        int next = 0;
        for (int at = 0; at < ring.size(); at++) {
            if (next < lenders.size() && lenders.get(next).at() == at) {
                next++;
            }
            if (connected.contains(ring.get(at).id())) {
                link.introduce(ring.get(at).id(), behind(at, next, lenders));
            }
        }
    }

    /// @param at place in the ring of whom they are told
    /// @param next the first of the lenders behind it
    private static List<Neighbour> behind(int at, int next, List<Lender> lenders) {
        return IntStream.range(next, next + lenders.size())
                .mapToObj(place -> lenders.get(place % lenders.size()))
                .filter(lender -> lender.at() != at)
                .limit(EACH)
                .map(Lender::neighbour)
                .toList();
    }

    /// @param at its place in the ring
    private record Lender(int at, Neighbour neighbour) {
        static Lender of(int at, Node node) {
            return new Lender(at, new Neighbour(node.address(), port(node)));
        }
    }

    private static boolean lends(Node node) {
        return port(node) > 0
                && node.health().contact() == Contact.READY
                && node.admin() != AdminState.QUARANTINED
                && !node.address().isBlank();
    }

    /// What an agent says is not believed before it fits.
    private static int port(Node node) {
        try {
            int port = Integer.parseInt(node.labels().getOrDefault(PEER_PORT, ""));
            return port <= LARGEST_PORT ? port : 0;
        } catch (NumberFormatException _) {
            return 0;
        }
    }
}
