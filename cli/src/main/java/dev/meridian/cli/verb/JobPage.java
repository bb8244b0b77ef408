package dev.meridian.cli.verb;

import dev.meridian.cli.output.Cells;
import dev.meridian.cli.output.Column;
import dev.meridian.cli.output.Format;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// All about a job.
final class JobPage {

    private static final int MOST = 200;
    private static final List<Column> GROUPS =
            List.of(
                    Column.of("GROUP", "name"),
                    Column.of("COUNT", "count").right(),
                    Column.of("AT LEAST", "minCount").right(),
                    Column.of("GOES ON WITH", "gangSize").right(),
                    Column.of("AFTER", "dependsOn"),
                    Column.of("STATES", "states"));

    private JobPage() {}

    /// `main: 9m to 14m, most likely 10m`; empty where no run is known.
    private static String foreseen(JsonNode group) {
        JsonNode time = group.path("runtime");
        return time.isMissingNode()
                ? ""
                : "%s runs %s to %s, most likely %s (from %d runs)"
                        .formatted(
                                group.path("group").asString(),
                                seconds(time.path("p10")),
                                seconds(time.path("p90")),
                                seconds(time.path("p50")),
                                time.path("samples").asInt());
    }

    private static String seconds(JsonNode value) {
        return Cells.span(Duration.ofSeconds(Math.round(value.asDouble())));
    }

    private static void standbys(JsonNode found, PrintWriter out) {
        if (found.isObject()) {
            Lines.field(
                    "Standbys",
                    "%d of %d, %d prepared"
                            .formatted(
                                    found.path("held").asInt(),
                                    found.path("asked").asInt(),
                                    found.path("prepared").asInt()),
                    out);
            found.path("reasons")
                    .forEach(reason -> Lines.field("No standby", Lines.reason(reason), out));
        }
    }

    private static String unreadable(JsonNode job) {
        return job.path("specProblem").isMissingNode()
                ? ""
                : "cannot be read: " + job.path("specProblem").asString();
    }

    static void print(JsonNode job, Session session) {
        PrintWriter out = session.out();
        Instant now = session.printer().now();
        Lines.field("Name", job.path("name"), out);
        Lines.field("Id", job.path("id"), out);
        Lines.field("Project", job.path("project"), out);
        Lines.field("Queue", job.path("queue"), out);
        Lines.field(
                "Type",
                job.path("type").asString("")
                        + ", "
                        + job.path("priorityClass").asString("priority unknown"),
                out);
        Lines.field("State", job.path("state"), out);
        Lines.field("Cancelled", job.path("cancelReason"), out);
        Lines.field(
                "Submitted",
                Cells.time(job.path("submittedAt"))
                        + " by "
                        + job.path("submittedBy").asString("")
                        + ", "
                        + Cells.age(job.path("submittedAt").asString(""), now)
                        + " ago",
                out);
        Lines.field("Started", Cells.time(job.path("startedAt")), out);
        Lines.field("Ended", Cells.time(job.path("endedAt")), out);
        JsonNode cost = job.path("cost");
        Lines.field("Cost", Cells.text(cost), out);
        job.path("forecast").forEach(each -> Lines.field("Expected", foreseen(each), out));
        job.path("hints").forEach(each -> Lines.field("Hint", each.path("sentence"), out));
        job.path("notYetEffective").forEach(field -> Lines.field("No effect", field, out));
        Lines.field("Spec", unreadable(job), out);
        job.path("reasons").forEach(reason -> Lines.field("Waits", Lines.reason(reason), out));
        standbys(job.path("standbys"), out);
        out.println();
        List<JsonNode> groups = new ArrayList<>();
        job.path("groups").forEach(groups::add);
        session.printer().table(groups, GROUPS, Format.TABLE);
        out.println();
        var found =
                session.client().items("/jobs/" + job.path("id").asString() + "/allocations", MOST);
        session.printer().table(found.items(), Kinds.find("allocations").columns(), Format.TABLE);
        if (found.more()) {
            out.println("… and more: 'meridian get allocations --limit 0 --job'");
        }
    }
}
