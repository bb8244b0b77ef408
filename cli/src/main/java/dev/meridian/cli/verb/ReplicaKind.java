package dev.meridian.cli.verb;

import dev.meridian.cli.output.Cells;
import dev.meridian.cli.output.Column;
import java.util.List;
import java.util.Set;

/// The control planes themselves, and which of them leads.
final class ReplicaKind {

    private ReplicaKind() {}

    static Kind replicas() {
        return new Kind(
                "replicas",
                "id",
                Set.of(),
                false,
                List.of(
                        Column.of("NAME", "name"),
                        Column.of("ROLE", "role"),
                        Column.of("TERM", "term").right(),
                        Column.of("LEADS", Cells.age("leadsSince")).right(),
                        Column.of("LEASE", Cells.millis("leaseLeftMillis")).right().wide(),
                        Column.of("NODES", "nodes").right(),
                        Column.of("HTTP", "httpPort").right(),
                        Column.of("AGENTS", "agentPort").right(),
                        Column.of("VERSION", "version"),
                        Column.of("UP", Cells.age("startedAt")).right(),
                        Column.of("SEEN", Cells.age("seenAt")).right(),
                        Column.of("SILENT", "silent"),
                        Column.of("ID", "id")));
    }
}
