package dev.meridian.controlplane.rest.fleet;

import dev.meridian.controlplane.fleet.Fleet;
import dev.meridian.controlplane.fleet.model.AdminOrder;
import dev.meridian.controlplane.fleet.model.Node;
import dev.meridian.controlplane.fleet.model.NodeFilter;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.NodeState;
import dev.meridian.controlplane.jobs.Jobs;
import dev.meridian.controlplane.rest.RefusedRequest;
import dev.meridian.controlplane.rest.security.AuditTrail;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Nodes register themselves; people cordon, uncordon and drain them.
@RestController
@RequestMapping("/api/v1/nodes")
class NodesApi {
    private static final String USUAL_LIMIT = "100";
    private static final int MOST = 1_000;

    private final Fleet fleet;
    private final Jobs jobs;
    private final Books books;
    private final Clock clock;

    NodesApi(Fleet fleet, Jobs jobs, Books books, Clock clock) {
        this.fleet = fleet;
        this.jobs = jobs;
        this.books = books;
        this.clock = clock;
    }

    record OrderBody(@Nullable String reason) {}

    /// @param cluster name or id
    /// @param pool name or id
    @GetMapping
    Items<NodeView> list(
            @RequestParam(required = false) @Nullable String region,
            @RequestParam(required = false) @Nullable String cluster,
            @RequestParam(required = false) @Nullable String pool,
            @RequestParam(required = false) @Nullable NodeState state,
            @RequestParam(defaultValue = USUAL_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        if (limit < 1 || limit > MOST) {
            throw wrong("limit", "limit is " + limit + ".", "Give 1 to " + MOST + ".");
        }
        String after = cursor == null ? "" : after(cursor);
        var filter = new NodeFilter(region, cluster, pool, state);
        Book book = books.read();
        List<Node> found =
                book.fleet().nodes().stream()
                        .filter(node -> node.id().toString().compareTo(after) > 0)
                        .filter(filter::matches)
                        .limit(limit + 1L)
                        .toList();
        List<Node> page = found.subList(0, Math.min(limit, found.size()));
        return new Items<>(
                page.stream().map(node -> NodeView.of(node, book)).toList(),
                found.size() > limit ? page.getLast().id().toString() : null);
    }

    @GetMapping("/{id}")
    ResponseEntity<NodeView> get(@PathVariable UUID id) {
        return answer(id);
    }

    @PostMapping("/{id}/cordon")
    ResponseEntity<NodeView> cordon(
            @PathVariable UUID id,
            @RequestBody(required = false) @Nullable OrderBody body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            HttpServletRequest request) {
        return order(id, AdminOrder.CORDON, body, ifMatch, request);
    }

    @PostMapping("/{id}/uncordon")
    ResponseEntity<NodeView> uncordon(
            @PathVariable UUID id,
            @RequestBody(required = false) @Nullable OrderBody body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            HttpServletRequest request) {
        return order(id, AdminOrder.UNCORDON, body, ifMatch, request);
    }

    /// No new work, and what runs there is told to stop and waits to be placed elsewhere.
    @PostMapping("/{id}/drain")
    ResponseEntity<NodeView> drain(
            @PathVariable UUID id,
            @RequestBody(required = false) @Nullable OrderBody body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            HttpServletRequest request) {
        var answer = order(id, AdminOrder.DRAIN, body, ifMatch, request);
        int stopped =
                jobs.drain(
                        List.of(new NodeId(id)),
                        reason(body, "its node is drained"),
                        clock.instant());
        AuditTrail.note(request, "allocationsTold", stopped);
        return answer;
    }

    private ResponseEntity<NodeView> order(
            UUID id,
            AdminOrder order,
            @Nullable OrderBody body,
            @Nullable String ifMatch,
            HttpServletRequest request) {
        Edits.done(
                fleet.administer(new NodeId(id), order, reason(body, ""), Edits.expected(ifMatch)));
        AuditTrail.note(request, "reason", reason(body, ""));
        return answer(id);
    }

    private ResponseEntity<NodeView> answer(UUID id) {
        Book book = books.read();
        Node node =
                book.fleet().nodes().stream()
                        .filter(one -> one.id().value().equals(id))
                        .findFirst()
                        .orElseThrow(() -> RefusedRequest.notFound("node " + id));
        return ResponseEntity.ok().eTag(Edits.etag(node.version())).body(NodeView.of(node, book));
    }

    private static String reason(@Nullable OrderBody body, String otherwise) {
        return body == null || body.reason == null ? otherwise : body.reason;
    }

    private static String after(String cursor) {
        try {
            return UUID.fromString(cursor).toString();
        } catch (IllegalArgumentException _) {
            throw wrong(
                    "cursor",
                    "This cursor is none of ours.",
                    "Give back the nextCursor of an answer, as it was.");
        }
    }

    private static RuntimeException wrong(String parameter, String detail, String hint) {
        return RefusedRequest.parameter(parameter, detail, hint);
    }
}
