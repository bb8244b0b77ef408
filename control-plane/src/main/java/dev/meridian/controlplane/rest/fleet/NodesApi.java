package dev.meridian.controlplane.rest.fleet;

import dev.meridian.controlplane.fleet.Fleet;
import dev.meridian.controlplane.fleet.model.AdminOrder;
import dev.meridian.controlplane.fleet.model.DrainOrder;
import dev.meridian.controlplane.fleet.model.Node;
import dev.meridian.controlplane.fleet.model.NodeFilter;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.NodeState;
import dev.meridian.controlplane.jobs.NodeWork;
import dev.meridian.controlplane.projects.Access;
import dev.meridian.controlplane.projects.model.VisibleProjects;
import dev.meridian.controlplane.rest.Cursors;
import dev.meridian.controlplane.rest.ETags;
import dev.meridian.controlplane.rest.RefusedRequest;
import dev.meridian.controlplane.rest.security.AuditTrail;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Set;
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

/// Nodes register themselves; people cordon, drain, quarantine and open them again.
@RestController
@RequestMapping("/api/v1/nodes")
class NodesApi {
    private static final String USUAL_LIMIT = "100";
    private static final int MOST = 1_000;

    private final Fleet fleet;
    private final Books books;
    private final DrainGuard guard;
    private final NodeWork work;
    private final Access access;
    private final Clock clock;

    NodesApi(
            Fleet fleet, Books books, DrainGuard guard, NodeWork work, Access access, Clock clock) {
        this.fleet = fleet;
        this.books = books;
        this.guard = guard;
        this.work = work;
        this.access = access;
        this.clock = clock;
    }

    /// @param cluster name or id
    /// @param pool name or id
    /// @param label `key=value`, or `key` for any value
    /// @param accelerator model of one of its devices
    /// @param text part of the name, of the address, or of the id
    @GetMapping
    Items<NodeView> list(
            @RequestParam(required = false) @Nullable String region,
            @RequestParam(required = false) @Nullable String cluster,
            @RequestParam(required = false) @Nullable String pool,
            @RequestParam(required = false) @Nullable NodeState state,
            @RequestParam(required = false) @Nullable String label,
            @RequestParam(required = false) @Nullable String accelerator,
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(defaultValue = USUAL_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Cursors.limit(limit, MOST);
        String after = cursor == null ? "" : after(cursor);
        var filter = new NodeFilter(region, cluster, pool, state, label, accelerator, text);
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

    /// No new work until somebody opens it again; what runs there stays.
    @PostMapping("/{id}/quarantine")
    ResponseEntity<NodeView> quarantine(
            @PathVariable UUID id,
            @RequestBody(required = false) @Nullable OrderBody body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            HttpServletRequest request) {
        return order(id, AdminOrder.QUARANTINE, body, ifMatch, request);
    }

    /// No new work, and what runs there is moved to where it has a place.
    @PostMapping("/{id}/drain")
    ResponseEntity<NodeView> drain(
            @PathVariable UUID id,
            @RequestBody(required = false) @Nullable DrainBody body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            HttpServletRequest request) {
        DrainOrder order = DrainBody.order(body);
        guard.check(Set.of(new NodeId(id)));
        Edits.done(fleet.drain(new NodeId(id), order, ETags.expected(ifMatch), clock.instant()));
        AuditTrail.note(request, "order", order);
        return answer(id);
    }

    private ResponseEntity<NodeView> order(
            UUID id,
            AdminOrder order,
            @Nullable OrderBody body,
            @Nullable String ifMatch,
            HttpServletRequest request) {
        String reason = OrderBody.reason(body);
        Edits.done(fleet.administer(new NodeId(id), order, reason, ETags.expected(ifMatch)));
        AuditTrail.note(request, "reason", reason);
        return answer(id);
    }

    private ResponseEntity<NodeView> answer(UUID id) {
        Book book = books.read();
        Node node =
                book.fleet().nodes().stream()
                        .filter(one -> one.id().value().equals(id))
                        .findFirst()
                        .orElseThrow(() -> RefusedRequest.notFound("node " + id));
        return ResponseEntity.ok()
                .eTag(ETags.of(node.version()))
                .body(NodeView.of(node, book, standbys(node.id())));
    }

    private List<HeldForAnswer> standbys(NodeId node) {
        return switch (access.caller().visible()) {
            case VisibleProjects.All _ -> standbys(node, Set.of());
            case VisibleProjects.Only(Set<String> names) ->
                    names.isEmpty() ? List.of() : standbys(node, names);
        };
    }

    private List<HeldForAnswer> standbys(NodeId node, Set<String> projects) {
        return work.standbys(node, projects, MOST).stream().map(HeldForAnswer::of).toList();
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
