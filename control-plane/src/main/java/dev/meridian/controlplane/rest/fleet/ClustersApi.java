package dev.meridian.controlplane.rest.fleet;

import dev.meridian.controlplane.fleet.Fleet;
import dev.meridian.controlplane.fleet.model.Cluster;
import dev.meridian.controlplane.fleet.model.ClusterId;
import dev.meridian.controlplane.fleet.model.Node;
import dev.meridian.controlplane.rest.ETags;
import dev.meridian.controlplane.rest.RefusedRequest;
import dev.meridian.controlplane.rest.security.AuditTrail;
import jakarta.servlet.http.HttpServletRequest;
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

/// Clusters come to be with their first node.
@RestController
@RequestMapping("/api/v1/clusters")
class ClustersApi {
    private final Fleet fleet;
    private final Books books;

    ClustersApi(Fleet fleet, Books books) {
        this.fleet = fleet;
        this.books = books;
    }

    record ClusterView(
            UUID id, String name, String region, Map<String, String> labels, Holdings holdings) {

        static ClusterView of(Cluster cluster, Map<ClusterId, Holdings> holdings) {
            return new ClusterView(
                    cluster.id().value(),
                    cluster.name(),
                    cluster.region().value(),
                    cluster.labels(),
                    holdings.getOrDefault(cluster.id(), Holdings.NONE));
        }
    }

    /// @param labels that all its nodes have, unless they or their pool say otherwise
    record ClusterBody(@Nullable Map<String, String> labels) {}

    @GetMapping
    Items<ClusterView> list(@RequestParam(required = false) @Nullable String region) {
        Book book = books.read();
        Map<ClusterId, Holdings> holdings = book.by(Node::clusterId);
        return Items.whole(
                book.fleet().clusters().stream()
                        .filter(cluster ->
                                region == null || cluster.region().value().equals(region))
                        .map(cluster -> ClusterView.of(cluster, holdings))
                        .toList());
    }

    @GetMapping("/{id}")
    ResponseEntity<ClusterView> get(@PathVariable UUID id) {
        Book book = books.read();
        Cluster cluster =
                book.fleet().clusters().stream()
                        .filter(one -> one.id().value().equals(id))
                        .findFirst()
                        .orElseThrow(() -> RefusedRequest.notFound("cluster " + id));
        return ResponseEntity.ok()
                .eTag(ETags.of(cluster.version()))
                .body(ClusterView.of(cluster, book.by(Node::clusterId)));
    }

    @PutMapping("/{id}")
    ResponseEntity<ClusterView> put(
            @PathVariable UUID id,
            @RequestBody ClusterBody body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            HttpServletRequest request) {
        Map<String, String> labels =
                body.labels == null ? Map.of() : Labels.checked(body.labels, "/labels");
        Cluster now =
                Edits.done(fleet.putCluster(new ClusterId(id), labels, ETags.expected(ifMatch)))
                        .value();
        AuditTrail.note(request, "after", body);
        return ResponseEntity.ok()
                .eTag(ETags.of(now.version()))
                .body(ClusterView.of(now, books.read().by(Node::clusterId)));
    }
}
