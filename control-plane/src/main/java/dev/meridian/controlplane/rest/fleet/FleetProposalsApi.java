package dev.meridian.controlplane.rest.fleet;

import dev.meridian.controlplane.approvals.model.Evidence;
import dev.meridian.controlplane.dispatch.DrainReach;
import dev.meridian.controlplane.fleet.FleetQueries;
import dev.meridian.controlplane.fleet.NodeDrains;
import dev.meridian.controlplane.fleet.NodeQuarantines;
import dev.meridian.controlplane.fleet.model.AdminMove;
import dev.meridian.controlplane.fleet.model.AdminOrder;
import dev.meridian.controlplane.fleet.model.Node;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.rest.ProblemKind;
import dev.meridian.controlplane.rest.RefusedRequest;
import dev.meridian.controlplane.rest.approvals.ApprovalAnswer;
import dev.meridian.controlplane.rest.approvals.Proposing;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Orders to nodes that somebody else is to agree to first: the same calls, with `?propose=true`.
@RestController
@RequestMapping("/api/v1")
class FleetProposalsApi {
    private static final String PROPOSE = "propose=true";

    private final FleetQueries fleet;
    private final NodeDrains drains;
    private final DrainReach reach;
    private final Proposing proposing;

    FleetProposalsApi(
            FleetQueries fleet, NodeDrains drains, DrainReach reach, Proposing proposing) {
        this.fleet = fleet;
        this.drains = drains;
        this.reach = reach;
        this.proposing = proposing;
    }

    @PostMapping(path = "/nodes/{id}/quarantine", params = PROPOSE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<ApprovalAnswer> quarantine(
            @PathVariable UUID id,
            @RequestBody(required = false) @Nullable OrderBody body,
            Caller caller,
            HttpServletRequest request) {
        Node node = node(id);
        if (node.admin().on(AdminOrder.QUARANTINE) instanceof AdminMove.NoChange(String why)) {
            throw new RefusedRequest(ProblemKind.CONFLICT, "There is nothing to do: " + why + ".");
        }
        Evidence evidence = reach.of(Set.of(node.id())).evidence();
        return proposing.answer(
                NodeQuarantines.wish(node, evidence, caller.name(), OrderBody.reason(body)),
                request);
    }

    @PostMapping(path = "/nodes/{id}/drain", params = PROPOSE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<ApprovalAnswer> drainNode(
            @PathVariable UUID id,
            @RequestBody(required = false) @Nullable DrainBody body,
            Caller caller,
            HttpServletRequest request) {
        Node node = node(id);
        return proposing.answer(
                drains.ofNode(
                        node,
                        DrainBody.order(body),
                        reach.of(Set.of(node.id())).evidence(),
                        caller.name()),
                request);
    }

    @PostMapping(path = "/regions/{id}/drain", params = PROPOSE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<ApprovalAnswer> drainRegion(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable DrainBody body,
            Caller caller,
            HttpServletRequest request) {
        Set<NodeId> nodes =
                fleet.fleet().nodes().stream()
                        .filter(node -> node.region().value().equals(id))
                        .map(Node::id)
                        .collect(Collectors.toSet());
        if (nodes.isEmpty()) {
            throw RefusedRequest.notFound("region \"" + id + "\" with nodes");
        }
        return proposing.answer(
                drains.ofRegion(
                        id, DrainBody.order(body), reach.of(nodes).evidence(), caller.name()),
                request);
    }

    private Node node(UUID id) {
        return fleet.node(new NodeId(id)).orElseThrow(() -> RefusedRequest.notFound("node " + id));
    }
}
