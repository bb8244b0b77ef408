package dev.meridian.controlplane.forecast;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.meridian.controlplane.approvals.Approvals;
import dev.meridian.controlplane.approvals.ProposalTrail;
import dev.meridian.controlplane.approvals.model.Evidence;
import dev.meridian.controlplane.approvals.model.NewProposal;
import dev.meridian.controlplane.approvals.model.Proposed;
import dev.meridian.controlplane.fleet.FleetQueries;
import dev.meridian.controlplane.fleet.NodeQuarantines;
import dev.meridian.controlplane.fleet.model.AdminState;
import dev.meridian.controlplane.fleet.model.Node;
import dev.meridian.controlplane.fleet.model.RegionName;
import dev.meridian.controlplane.forecast.model.anomaly.Anomaly;
import dev.meridian.controlplane.forecast.store.AnomalyStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Proposes the quarantine of nodes whose hardware shows what it never showed; a person decides.
@Component
class Suspicions {
    /// Of the host itself. What it computes and remembers is the doing of what is placed there.
    private static final Set<String> HARDWARE = Set.of("gpu.temperature", "gpu.errors");

    private final FleetQueries fleet;
    private final AnomalyStore store;
    private final Approvals approvals;
    private final ProposalTrail trail;
    private final AnomalySettings settings;

    Suspicions(
            FleetQueries fleet,
            AnomalyStore store,
            Approvals approvals,
            ProposalTrail trail,
            AnomalySettings settings) {
        this.fleet = fleet;
        this.store = store;
        this.approvals = approvals;
        this.trail = trail;
        this.settings = settings;
    }

    /// @param open anomalies of nodes
    void propose(List<Anomaly> open, Instant now) {
        Map<String, List<Anomaly>> suspects =
                open.stream()
                        .filter(this::speaksAgainst)
                        .collect(groupingBy(a -> a.subject().id()));
        if (suspects.isEmpty()) {
            return;
        }
        Map<String, Node> nodes = new HashMap<>();
        fleet.fleet().nodes().forEach(node -> nodes.put(node.id().toString(), node));
        Map<RegionName, Long> sizes =
                nodes.values().stream().collect(groupingBy(Node::region, counting()));
        Map<RegionName, Long> shown =
                suspects.keySet().stream()
                        .map(nodes::get)
                        .filter(Objects::nonNull)
                        .collect(groupingBy(Node::region, counting()));
        suspects.forEach((id, anomalies) -> {
            Node node = nodes.get(id);
            if (node != null
                    && node.admin() == AdminState.OPEN
                    && shown.getOrDefault(node.region(), 0L)
                            <= Math.max(
                                    1,
                                    settings.regionShare()
                                            * sizes.getOrDefault(node.region(), 0L))) {
                propose(node, anomalies, now);
            }
        });
    }

    private boolean speaksAgainst(Anomaly one) {
        return HARDWARE.contains(one.metric().metric())
                && one.observed() > one.band().high()
                && one.readings() >= settings.readings();
    }

    /// Not again on what was known when a person decided.
    private void propose(Node node, List<Anomaly> anomalies, Instant now) {
        Instant decided = store.decided(node.id().toString()).orElse(Instant.EPOCH);
        List<Anomaly> since =
                anomalies.stream()
                        .filter(one -> one.since().isAfter(decided))
                        .sorted(Comparator.comparing(Anomaly::since).reversed())
                        .toList();
        if (since.isEmpty()) {
            return;
        }
        NewProposal wish =
                NodeQuarantines.wish(
                        node,
                        evidence(since),
                        NewProposal.SYSTEM,
                        "Its hardware left the band of its own past: "
                                + since.getFirst().sentence());
        if (approvals.propose(wish, now) instanceof Proposed.Made(var proposal)) {
            trail.proposed(proposal);
        }
    }

    private static Evidence evidence(List<Anomaly> anomalies) {
        return new Evidence(
                Map.of(
                        "anomalies", (double) anomalies.size(),
                        "readings", anomalies.stream().mapToDouble(Anomaly::readings).sum(),
                        "score", anomalies.stream().mapToDouble(Anomaly::score).max().orElse(0)),
                anomalies.stream()
                        .map(one ->
                                new Evidence.Item(
                                        one.sentence(), one.since(), "/anomalies/" + one.id()))
                        .toList());
    }
}
