package dev.meridian.cli.verb;

import dev.meridian.cli.Exit;
import dev.meridian.cli.output.Cells;
import dev.meridian.cli.output.Column;
import dev.meridian.cli.output.Format;
import java.time.Duration;
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
        JsonNode outside = breaker.path("outside");
        Lines.field(
                "Outside",
                "%s of %s nodes outside the region that lost most are silent; it opens above %.0f %%"
                        .formatted(
                                Cells.text(outside.path("silent")),
                                Cells.text(outside.path("nodes")),
                                breaker.path("limit").asDouble(0) * 100),
                session.out());
        Lines.field("Grace until", Cells.time(breaker.path("graceUntil")), session.out());
        JsonNode timers = breaker.path("timers");
        Lines.field(
                "Timers",
                "suspect after %s, lost after %s, %s after a lease"
                        .formatted(
                                span(timers, "suspectAfterMillis"),
                                span(timers, "lostAfterMillis"),
                                span(timers, "marginMillis")),
                session.out());
        session.out().println();
        List<JsonNode> regions = new ArrayList<>();
        breaker.path("regions").forEach(regions::add);
        session.printer().table(regions, REGIONS, Format.TABLE);
        return Exit.DONE;
    }

    private static String span(JsonNode timers, String name) {
        return Cells.span(Duration.ofMillis(timers.path(name).asLong(0)));
    }
}
