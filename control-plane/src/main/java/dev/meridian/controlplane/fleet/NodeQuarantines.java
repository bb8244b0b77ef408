package dev.meridian.controlplane.fleet;

import dev.meridian.controlplane.approvals.model.Evidence;
import dev.meridian.controlplane.approvals.model.NewProposal;
import dev.meridian.controlplane.approvals.model.Proposal;
import dev.meridian.controlplane.approvals.model.ProposalKind;
import dev.meridian.controlplane.approvals.model.Subject;
import dev.meridian.controlplane.fleet.model.AdminOrder;
import dev.meridian.controlplane.fleet.model.Edit;
import dev.meridian.controlplane.fleet.model.Node;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.projects.model.Role;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// A node that is not trusted is to take no more work.
@Component
public class NodeQuarantines implements ProposalKind {
    private static final String NAME = "node-quarantine";

    private final Fleet fleet;
    private final FleetQueries queries;

    NodeQuarantines(Fleet fleet, FleetQueries queries) {
        this.fleet = fleet;
        this.queries = queries;
    }

    /// @param node as it stands
    public static NewProposal wish(Node node, Evidence evidence, String by, String reason) {
        return new NewProposal(
                NAME,
                Subject.of("node", node.id().toString(), node.name()),
                Long.toString(node.version()),
                "Quarantine node " + node.name() + " in " + node.region() + ".",
                Map.of("state", "QUARANTINED"),
                evidence,
                by,
                reason);
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
        Optional<Node> now = queries.node(NodeId.of(proposal.subject().id()));
        if (now.isEmpty()) {
            return Optional.of("Node " + proposal.subject().name() + " is no more.");
        }
        return Long.toString(now.get().version()).equals(proposal.wish().seen())
                ? Optional.empty()
                : Optional.of(
                        edited(proposal, now.get().version())
                                + " It is "
                                + now.get().admin()
                                + ".");
    }

    @Override
    public Optional<String> carryOut(Proposal proposal, String because, Instant now) {
        Edit<NodeId> edit =
                fleet.administer(
                        NodeId.of(proposal.subject().id()),
                        AdminOrder.QUARANTINE,
                        because,
                        Long.valueOf(proposal.wish().seen()));
        return switch (edit) {
            case Edit.Created<NodeId> _, Edit.Changed<NodeId> _ -> Optional.empty();
            case Edit.Stale<NodeId>(long version) -> Optional.of(edited(proposal, version));
            case Edit.Missing<NodeId>(String what) -> Optional.of(what + ".");
            case Edit.Refused<NodeId>(String why) -> Optional.of(why + ".");
        };
    }

    private static String edited(Proposal proposal, long version) {
        return "Node %s has changed since this was proposed: it was at version %s and is at version %d."
                .formatted(proposal.subject().name(), proposal.wish().seen(), version);
    }
}
