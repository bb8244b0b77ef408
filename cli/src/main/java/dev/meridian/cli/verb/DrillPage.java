package dev.meridian.cli.verb;

import dev.meridian.cli.output.Cells;
import dev.meridian.cli.output.Column;
import dev.meridian.cli.output.Format;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// All about a drill: what came back, when and where, and what has not.
final class DrillPage {
    private static final List<Column> COPIES =
            List.of(
                    Column.of("COPY", "name"),
                    Column.of("POLICY", "policy"),
                    Column.of("LEASE", (each, _) -> seconds(each.path("leaseSeconds"))).right(),
                    Column.of("WAS ON", "node"),
                    Column.of("STAGE", "stage"),
                    Column.of("BACK IN", "backInRegion"),
                    Column.of("ON", "backOnNode"),
                    Column.of("AFTER", (each, _) -> seconds(each.path("recoverySeconds"))).right(),
                    Column.of("WAITS", "waits"));

    private DrillPage() {}

    static void print(JsonNode drill, Session session) {
        PrintWriter out = session.out();
        JsonNode report = drill.path("report");
        Lines.field("Drill", drill.path("id"), out);
        Lines.field("Region", drill.path("region"), out);
        Lines.field("State", drill.path("state"), out);
        Lines.field("By", drill.path("startedBy"), out);
        Lines.field("Because", drill.path("reason"), out);
        Lines.field("Started", Cells.time(drill.path("startedAt")), out);
        Lines.field("Deadline", Cells.time(drill.path("deadline")), out);
        Lines.field("Ended", Cells.time(drill.path("endedAt")), out);
        for (var policy : report.path("recovery").properties()) {
            JsonNode found = policy.getValue();
            Lines.field(
                    "Recovery",
                    policy.getKey()
                            + ": "
                            + found.path("back").asInt(0)
                            + " of "
                            + found.path("copies").asInt(0)
                            + " back, p50 "
                            + seconds(found.path("p50Seconds"))
                            + ", p99 "
                            + seconds(found.path("p99Seconds"))
                            + ", worst "
                            + seconds(found.path("worstSeconds")),
                    out);
        }
        if (report.path("recovery").has("fence")) {
            Lines.field(
                    "In earnest",
                    "fence waits "
                            + seconds(report.path("unheardSeconds"))
                            + " longer, for nobody tells that it has stopped",
                    out);
        }
        Lines.field("Stopped", "runs of " + seconds(report.path("stoppedSeconds")), out);
        out.println();
        out.flush();
        List<JsonNode> copies = new ArrayList<>();
        report.path("copies").forEach(copies::add);
        session.printer().list(copies, COPIES, "allocation", Format.TABLE);
    }

    /// `RUNNING: 3 LEASED, 2 BACK`.
    static String progress(JsonNode drill) {
        List<String> stages = new ArrayList<>();
        for (var stage : drill.at("/report/stages").properties()) {
            stages.add(stage.getValue().asInt(0) + " " + stage.getKey());
        }
        return drill.path("state").asString("") + ": " + String.join(", ", stages);
    }

    static String seconds(JsonNode value) {
        return value.isNumber() ? String.format(Locale.ROOT, "%.1f s", value.asDouble(0)) : "-";
    }
}
