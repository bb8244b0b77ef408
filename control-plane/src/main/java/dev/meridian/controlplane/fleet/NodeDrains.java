package dev.meridian.controlplane.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.meridian.controlplane.approvals.model.Evidence;
import dev.meridian.controlplane.approvals.model.NewProposal;
import dev.meridian.controlplane.approvals.model.Proposal;
import dev.meridian.controlplane.approvals.model.ProposalKind;
import dev.meridian.controlplane.approvals.model.Subject;
import dev.meridian.controlplane.fleet.model.DrainOrder;
import dev.meridian.controlplane.fleet.model.Edit;
import dev.meridian.controlplane.fleet.model.Node;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.projects.model.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// What runs on a node, or in a whole region, is to be moved away.
///
/// It is about the nodes that there were and what had been ordered of them; an agent that merely
/// describes its host anew changes nothing that matters here.
@Component
public class NodeDrains implements ProposalKind {
    private static final String NAME = "drain";
    private static final String REGION = "region";

    private final Fleet fleet;
    private final FleetQueries queries;

    NodeDrains(Fleet fleet, FleetQueries queries) {
        this.fleet = fleet;
        this.queries = queries;
    }

    public NewProposal ofNode(Node node, DrainOrder order, Evidence evidence, String by) {
        return wish(Subject.of("node", node.id().toString(), node.name()), order, evidence, by);
    }

    public NewProposal ofRegion(String region, DrainOrder order, Evidence evidence, String by) {
        return wish(Subject.of(REGION, region, region), order, evidence, by);
    }

    private NewProposal wish(Subject subject, DrainOrder order, Evidence evidence, String by) {
        List<Node> nodes = nodes(subject);
        Map<String, Object> change = new LinkedHashMap<>();
        change.put("nodes", nodes.size());
        if (order.deadline() != null) {
            change.put("deadline", order.deadline().toString());
        }
        change.put("force", order.force());
        return new NewProposal(
                NAME,
                subject,
                standing(nodes),
                subject.type().equals(REGION)
                        ? "Drain region " + subject.name() + ", " + counted(nodes.size()) + "."
                        : "Drain node " + subject.name() + ".",
                change,
                evidence,
                by,
                order.reason());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Role approver() {
        return Role.OPERATOR;
    }

    @Override
    public Optional<String> changed(Proposal proposal) {
        List<Node> now = nodes(proposal.subject());
        return standing(now).equals(proposal.wish().seen())
                ? Optional.empty()
                : Optional.of(
                        "The nodes of %s %s, or what was ordered of them, have changed since this was proposed: there were %s and are %d."
                                .formatted(
                                        proposal.subject().type(),
                                        proposal.subject().name(),
                                        proposal.wish().change().get("nodes"),
                                        now.size()));
    }

    @Override
    public Optional<String> carryOut(Proposal proposal, String because, Instant now) {
        Map<String, Object> terms = proposal.wish().change();
        var order =
                new DrainOrder(
                        because,
                        terms.get("deadline") instanceof String text ? Duration.parse(text) : null,
                        Boolean.TRUE.equals(terms.get("force")));
        for (Node node : nodes(proposal.subject())) {
            String problem =
                    switch (fleet.drain(node.id(), order, node.version(), now)) {
                        case Edit.Created<NodeId> _, Edit.Changed<NodeId> _ -> "";
                        case Edit.Stale<NodeId> _ ->
                                "Node " + node.name() + " is being changed at this moment.";
                        case Edit.Missing<NodeId>(String what) -> what + ".";
                        case Edit.Refused<NodeId>(String why) -> why + ".";
                    };
            if (!problem.isEmpty()) {
                return Optional.of(problem);
            }
        }
        return Optional.empty();
    }

    /// By their ids.
    private List<Node> nodes(Subject subject) {
        return queries.fleet().nodes().stream()
                .filter(node ->
                        subject.type().equals(REGION)
                                ? node.region().value().equals(subject.id())
                                : node.id().toString().equals(subject.id()))
                .toList();
    }

    private static String standing(List<Node> nodes) {
        String all =
                nodes.stream()
                        .map(node -> node.id() + " " + node.admin())
                        .collect(Collectors.joining("\n"));
        return UUID.nameUUIDFromBytes(all.getBytes(UTF_8)).toString();
    }

    private static String counted(int nodes) {
        return nodes == 1 ? "one node" : nodes + " nodes";
    }
}
