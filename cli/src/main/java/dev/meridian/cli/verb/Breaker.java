package dev.meridian.cli.verb;

import dev.meridian.cli.Exit;
import dev.meridian.cli.output.Cells;
import dev.meridian.cli.output.Column;
import dev.meridian.cli.output.Format;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Whether silence is held against nodes, and how many are silent where.
final class Breaker extends Verb {
    private static final List<Column> REGIONS =
            List.of(
                    Column.of("REGION", "region"),
                    Column.of("NODES", "nodes").right(),
                    Column.of("SILENT", "silent").right());

    Breaker() {
        talks();
        prints(Format.TABLE);
    }

    @Override
    int run(Session session) {
        JsonNode breaker = session.client().get("/breaker");
        Format format = format(Format.TABLE);
        if (!format.isTable()) {
            session.printer().object(breaker, format);
            return Exit.DONE;
        }
        boolean frozen = breaker.path("frozen").asBoolean(false);
        Lines.field(
                "Breaker",
                frozen ? "open: too many are silent, nobody is declared lost" : "closed",
                session.out());
        Lines.field("Grace until", Cells.time(breaker.path("graceUntil")), session.out());
        session.out().println();
        List<JsonNode> regions = new ArrayList<>();
        breaker.path("regions").forEach(regions::add);
        session.printer().table(regions, REGIONS, Format.TABLE);
        return Exit.DONE;
    }
}
