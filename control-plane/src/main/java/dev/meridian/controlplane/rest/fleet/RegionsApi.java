package dev.meridian.controlplane.rest.fleet;

import dev.meridian.controlplane.fleet.Fleet;
import dev.meridian.controlplane.fleet.model.Coordinates;
import dev.meridian.controlplane.fleet.model.DrainOrder;
import dev.meridian.controlplane.fleet.model.Edit;
import dev.meridian.controlplane.fleet.model.Node;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.Region;
import dev.meridian.controlplane.fleet.model.RegionEdit;
import dev.meridian.controlplane.fleet.model.RegionName;
import dev.meridian.controlplane.rest.ETags;
import dev.meridian.controlplane.rest.RefusedRequest;
import dev.meridian.controlplane.rest.security.AuditTrail;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// A region's id is its name. It comes to be with its first node, or with the first PUT.
@RestController
@RequestMapping("/api/v1/regions")
class RegionsApi {
    private final Fleet fleet;
    private final Books books;
    private final DrainGuard guard;
    private final Clock clock;

    RegionsApi(Fleet fleet, Books books, DrainGuard guard, Clock clock) {
        this.fleet = fleet;
        this.books = books;
        this.guard = guard;
        this.clock = clock;
    }

    /// @param jurisdiction null satisfies no residency rule
    record RegionView(
            String id,
            String name,
            @Nullable String provider,
            @Nullable String jurisdiction,
            @Nullable Double latitude,
            @Nullable Double longitude,
            Holdings holdings) {

        static RegionView of(Region region, Holdings holdings) {
            Coordinates at = region.facts().coordinates();
            return new RegionView(
                    region.name().value(),
                    region.name().value(),
                    region.provider(),
                    region.jurisdiction(),
                    at == null ? null : at.latitude(),
                    at == null ? null : at.longitude(),
                    holdings);
        }
    }

    /// Replaces all that is set of the region.
    record RegionBody(
            @Nullable String provider,
            @Nullable String jurisdiction,
            @Nullable Double latitude,
            @Nullable Double longitude) {

        RegionEdit edit() {
            if (latitude == null && longitude == null) {
                return new RegionEdit(provider, jurisdiction, null);
            }
            return Edits.valid(
                    latitude == null ? "/latitude" : "/longitude",
                    () -> {
                        if (latitude == null || longitude == null) {
                            throw new IllegalArgumentException(
                                    "latitude and longitude are given together or not at all");
                        }
                        return new RegionEdit(
                                provider, jurisdiction, new Coordinates(latitude, longitude));
                    });
        }
    }

    @GetMapping
    Items<RegionView> list() {
        Book book = books.read();
        Map<RegionName, Holdings> holdings = book.by(Node::region);
        return Items.whole(
                book.fleet().regions().stream()
                        .map(region ->
                                RegionView.of(
                                        region,
                                        holdings.getOrDefault(region.name(), Holdings.NONE)))
                        .toList());
    }

    @GetMapping("/{id}")
    ResponseEntity<RegionView> get(@PathVariable String id) {
        Book book = books.read();
        Region region =
                book.fleet().regions().stream()
                        .filter(one -> one.name().value().equals(id))
                        .findFirst()
                        .orElseThrow(() -> RefusedRequest.notFound("region \"" + id + "\""));
        return ResponseEntity.ok().eTag(ETags.of(region.version())).body(view(region, book));
    }

    @PutMapping("/{id}")
    ResponseEntity<RegionView> put(
            @PathVariable String id,
            @RequestBody RegionBody body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            HttpServletRequest request) {
        RegionName name = Edits.valid("", () -> new RegionName(id));
        var done =
                Edits.done(
                        fleet.putRegion(
                                name, body.edit(), ETags.expected(ifMatch), clock.instant()));
        AuditTrail.note(request, "after", body);
        return ResponseEntity.status(done.status())
                .eTag(ETags.of(done.value().version()))
                .body(view(done.value(), books.read()));
    }

    /// Empties every node of the region, each on the same terms.
    @PostMapping("/{id}/drain")
    Items<NodeDraining> drain(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable DrainBody body,
            HttpServletRequest request) {
        DrainOrder order = DrainBody.order(body);
        Book before = books.read();
        if (before.fleet().regions().stream().noneMatch(one -> one.name().value().equals(id))) {
            throw RefusedRequest.notFound("region \"" + id + "\"");
        }
        List<NodeId> nodes =
                before.fleet().nodes().stream()
                        .filter(node -> node.region().value().equals(id))
                        .map(Node::id)
                        .toList();
        guard.check(Set.copyOf(nodes));
        Map<NodeId, Edit<NodeId>> edits = new HashMap<>();
        nodes.forEach(node -> edits.put(node, fleet.drain(node, order, null, clock.instant())));
        AuditTrail.note(request, "order", order);
        AuditTrail.note(request, "nodes", edits.size());
        Book after = books.read();
        return Items.whole(
                after.fleet().nodes().stream()
                        .filter(node -> edits.containsKey(node.id()))
                        .map(node ->
                                NodeDraining.of(
                                        node,
                                        Objects.requireNonNull(edits.get(node.id())),
                                        after.held(node)))
                        .toList());
    }

    private static RegionView view(Region region, Book book) {
        return RegionView.of(
                region, book.by(Node::region).getOrDefault(region.name(), Holdings.NONE));
    }
}
