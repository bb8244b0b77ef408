package dev.meridian.controlplane.rest.fleet;

import dev.meridian.controlplane.dispatch.Stakes;
import dev.meridian.controlplane.fleet.FleetQueries;
import dev.meridian.controlplane.projects.Access;
import dev.meridian.controlplane.projects.model.VisibleProjects;
import dev.meridian.controlplane.rest.Cursors;
import java.util.List;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The work that is at stake: copies on nodes that are not heard.
@RestController
@RequestMapping("/api/v1/leases")
class LeasesApi {
    private static final String USUAL_LIMIT = "100";
    private static final int MOST = 10_000;

    private final FleetQueries fleet;
    private final Stakes stakes;
    private final Access access;

    LeasesApi(FleetQueries fleet, Stakes stakes, Access access) {
        this.fleet = fleet;
        this.stakes = stakes;
        this.access = access;
    }

    /// Those with the least time left stand first.
    @GetMapping
    Items<LeaseAnswer> list(@RequestParam(defaultValue = USUAL_LIMIT) int limit) {
        Cursors.limit(limit, MOST);
        return switch (access.caller().visible()) {
            case VisibleProjects.All _ -> of(Set.of(), limit);
            case VisibleProjects.Only(Set<String> names) ->
                    names.isEmpty() ? Items.whole(List.of()) : of(names, limit);
        };
    }

    private Items<LeaseAnswer> of(Set<String> projects, int limit) {
        return Items.whole(
                stakes.soonest(fleet.fleet(), projects, limit).stream()
                        .map(LeaseAnswer::of)
                        .toList());
    }
}
