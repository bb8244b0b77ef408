package dev.meridian.controlplane.rest.fleet;

import dev.meridian.controlplane.fleet.Fleet;
import dev.meridian.controlplane.fleet.FleetQueries;
import dev.meridian.controlplane.fleet.model.RegionName;
import dev.meridian.controlplane.fleet.model.RegionPair;
import dev.meridian.controlplane.fleet.model.RegionPairEdit;
import dev.meridian.controlplane.kernel.model.Money;
import dev.meridian.controlplane.rest.ETags;
import dev.meridian.controlplane.rest.security.AuditTrail;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What it costs, and how long it takes, to send data from one region to another; each direction on
/// its own.
@RestController
@RequestMapping("/api/v1/region-pairs")
class RegionPairsApi {
    private final Fleet fleet;
    private final FleetQueries queries;

    RegionPairsApi(Fleet fleet, FleetQueries queries) {
        this.fleet = fleet;
        this.queries = queries;
    }

    record RegionPairView(
            String from,
            String to,
            double egressUsdPerGb,
            @Nullable Double latencyMs,
            @Nullable Double bandwidthMbps) {

        static RegionPairView of(RegionPair pair) {
            return new RegionPairView(
                    pair.from().value(),
                    pair.to().value(),
                    pair.facts().egressPerGb().dollars(),
                    pair.facts().latencyMs(),
                    pair.facts().bandwidthMbps());
        }
    }

    /// @param egressUsdPerGb 0 when absent
    /// @param latencyMs round trip
    record RegionPairBody(
            @Nullable Double egressUsdPerGb,
            @Nullable Double latencyMs,
            @Nullable Double bandwidthMbps) {

        RegionPairEdit edit() {
            return Edits.valid(
                    "",
                    () ->
                            new RegionPairEdit(
                                    Money.ofDollars(egressUsdPerGb == null ? 0 : egressUsdPerGb),
                                    latencyMs,
                                    bandwidthMbps));
        }
    }

    @GetMapping
    Items<RegionPairView> list() {
        return Items.whole(queries.fleet().pairs().stream().map(RegionPairView::of).toList());
    }

    @PutMapping("/{from}/{to}")
    ResponseEntity<RegionPairView> put(
            @PathVariable String from,
            @PathVariable String to,
            @RequestBody RegionPairBody body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            HttpServletRequest request) {
        RegionName start = Edits.valid("", () -> new RegionName(from));
        RegionName end = Edits.valid("", () -> new RegionName(to));
        var done =
                Edits.done(fleet.putRegionPair(start, end, body.edit(), ETags.expected(ifMatch)));
        AuditTrail.note(request, "after", body);
        return ResponseEntity.status(done.status())
                .eTag(ETags.of(done.value().version()))
                .body(RegionPairView.of(done.value()));
    }
}
