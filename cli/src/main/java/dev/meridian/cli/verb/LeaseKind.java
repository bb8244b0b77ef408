package dev.meridian.cli.verb;

import dev.meridian.cli.output.Cells;
import dev.meridian.cli.output.Column;
import java.util.List;
import java.util.Set;

/// Copies on nodes that are not heard, with what becomes of them.
final class LeaseKind {

    private LeaseKind() {}

    static Kind leases() {
        return new Kind(
                "leases",
                "allocation",
                Set.of(),
                false,
                List.of(
                        Column.of("ALLOCATION", "allocation"),
                        Column.of("NAME", "name"),
                        Column.of("PROJECT", "project").wide(),
                        Column.of("REGION", "region"),
                        Column.of("NODE", "nodeName"),
                        Column.of("STATE", "state").wide(),
                        Column.of("EPOCH", "epoch").right(),
                        Column.of("POLICY", "policy"),
                        Column.of("LEASE", Cells.millis("lengthMillis")).wide().right(),
                        Column.of("LEFT", Cells.millis("leftMillis")).right(),
                        Column.of("BECOMES", "becomes"),
                        Column.of("STOPS IN", Cells.millis("stopsInMillis")).wide().right(),
                        Column.of("PLACED IN", Cells.millis("placedInMillis")).right()));
    }
}
