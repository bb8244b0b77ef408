package dev.meridian.controlplane.rest.fleet;

import dev.meridian.controlplane.fleet.Fleet;
import dev.meridian.controlplane.fleet.model.Node;
import dev.meridian.controlplane.fleet.model.NodePool;
import dev.meridian.controlplane.fleet.model.NodePoolEdit;
import dev.meridian.controlplane.fleet.model.PoolId;
import dev.meridian.controlplane.fleet.model.Taint;
import dev.meridian.controlplane.kernel.model.Money;
import dev.meridian.controlplane.rest.ETags;
import dev.meridian.controlplane.rest.RefusedRequest;
import dev.meridian.controlplane.rest.security.AuditTrail;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Pools come to be with their first node; what no agent can find out of them is set here.
@RestController
@RequestMapping("/api/v1/node-pools")
class NodePoolsApi {
    private final Fleet fleet;
    private final Books books;

    NodePoolsApi(Fleet fleet, Books books) {
        this.fleet = fleet;
        this.books = books;
    }

    /// @param pricePerHour of one node, US dollars
    /// @param relativeSpeed 1.0 is the reference node
    record NodePoolView(
            UUID id,
            String name,
            String region,
            String cluster,
            UUID clusterId,
            Map<String, String> labels,
            List<TaintView> taints,
            boolean spot,
            double pricePerHour,
            double relativeSpeed,
            int minNodes,
            @Nullable Integer maxNodes,
            Holdings holdings) {

        static NodePoolView of(NodePool pool, Map<PoolId, Holdings> holdings) {
            NodePoolEdit facts = pool.facts();
            return new NodePoolView(
                    pool.id().value(),
                    pool.name(),
                    pool.region().value(),
                    pool.cluster(),
                    pool.clusterId().value(),
                    facts.labels(),
                    facts.taints().stream().map(TaintView::of).toList(),
                    facts.spot(),
                    facts.pricePerHour().dollars(),
                    facts.relativeSpeed(),
                    facts.minNodes(),
                    facts.maxNodes(),
                    holdings.getOrDefault(pool.id(), Holdings.NONE));
        }
    }

    /// Replaces all that is set of the pool; what is left out is as in a pool that nobody has
    /// configured.
    record NodePoolBody(
            @Nullable Map<String, String> labels,
            @Nullable List<TaintView> taints,
            @Nullable Boolean spot,
            @Nullable Double pricePerHour,
            @Nullable Double relativeSpeed,
            @Nullable Integer minNodes,
            @Nullable Integer maxNodes) {

        NodePoolEdit edit() {
            List<Taint> keepAway = new ArrayList<>();
            for (TaintView taint : taints == null ? List.<TaintView>of() : taints) {
                keepAway.add(taint.taint(keepAway.size()));
            }
            Map<String, String> given =
                    labels == null ? Map.of() : Labels.checked(labels, "/labels");
            return Edits.valid(
                    "",
                    () ->
                            new NodePoolEdit(
                                    given,
                                    keepAway,
                                    spot != null && spot,
                                    Money.ofDollars(pricePerHour == null ? 0 : pricePerHour),
                                    relativeSpeed == null ? 1 : relativeSpeed,
                                    minNodes == null ? 0 : minNodes,
                                    maxNodes));
        }
    }

    @GetMapping
    Items<NodePoolView> list(
            @RequestParam(required = false) @Nullable String region,
            @RequestParam(required = false) @Nullable String cluster) {
        Book book = books.read();
        Map<PoolId, Holdings> holdings = book.by(Node::poolId);
        return Items.whole(
                book.fleet().pools().stream()
                        .filter(pool -> region == null || pool.region().value().equals(region))
                        .filter(pool ->
                                cluster == null
                                        || pool.cluster().equals(cluster)
                                        || pool.clusterId().toString().equals(cluster))
                        .map(pool -> NodePoolView.of(pool, holdings))
                        .toList());
    }

    @GetMapping("/{id}")
    ResponseEntity<NodePoolView> get(@PathVariable UUID id) {
        Book book = books.read();
        NodePool pool =
                book.fleet().pools().stream()
                        .filter(one -> one.id().value().equals(id))
                        .findFirst()
                        .orElseThrow(() -> RefusedRequest.notFound("node pool " + id));
        return ResponseEntity.ok()
                .eTag(ETags.of(pool.version()))
                .body(NodePoolView.of(pool, book.by(Node::poolId)));
    }

    @PutMapping("/{id}")
    ResponseEntity<NodePoolView> put(
            @PathVariable UUID id,
            @RequestBody NodePoolBody body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            HttpServletRequest request) {
        NodePool now =
                Edits.done(fleet.putNodePool(new PoolId(id), body.edit(), ETags.expected(ifMatch)))
                        .value();
        AuditTrail.note(request, "after", body);
        return ResponseEntity.ok()
                .eTag(ETags.of(now.version()))
                .body(NodePoolView.of(now, books.read().by(Node::poolId)));
    }
}
