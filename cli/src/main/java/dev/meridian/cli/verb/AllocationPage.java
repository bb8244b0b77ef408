package dev.meridian.cli.verb;

import dev.meridian.cli.output.Cells;
import dev.meridian.cli.output.Column;
import dev.meridian.cli.output.Format;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// All about an allocation, each placement in a line.
final class AllocationPage {

    private static final List<Column> ATTEMPTS =
            List.of(
                    Column.of("EPOCH", "epoch").right(),
                    Column.of("REGION", "region"),
                    Column.of("NODE", "nodeName"),
                    Column.of("STATE", "state"),
                    Column.of("EXIT", "exitCode").right(),
                    Column.of("ASSIGNED", Cells.time("assignedAt")),
                    Column.of("RAN", Cells.lasting("startedAt", "endedAt")).right(),
                    Column.of("PEAK", Cells.memory("peakMemoryMib")).right(),
                    Column.of("$/HOUR", Cells.money("pricePerHour")).right(),
                    Column.of("REASON", "reason"),
                    Column.of("DETAIL", "detail"));

    private static final double MIB = 1024 * 1024;

    private AllocationPage() {}

    static void print(JsonNode allocation, Session session) {
        PrintWriter out = session.out();
        Lines.field("Instance", Lines.instance(allocation), out);
        Lines.field("Id", allocation.path("id"), out);
        Lines.field("Job", allocation.path("job"), out);
        Lines.field("Project", allocation.path("project"), out);
        Lines.field("State", allocation.path("state"), out);
        Lines.field("Told to stop", allocation.path("stopOrder"), out);
        Lines.field("Waits", Lines.reason(allocation.path("pending")), out);
        Lines.field("Not before", Cells.time(allocation.path("notBefore")), out);
        Lines.field("Retries", allocation.path("retries"), out);
        Lines.field("Exit code", allocation.path("exitCode"), out);
        Lines.field("Reason", allocation.path("reason"), out);
        checkpoint(allocation.path("checkpoint"), session);
        allocation.path("standbys").forEach(place -> Prepared.print(place, "nodeName", session));
        Lines.field("No standby", Lines.reason(allocation.path("standbyPending")), out);
        out.println();
        List<JsonNode> attempts = new ArrayList<>();
        allocation.path("attempts").forEach(attempts::add);
        session.printer().table(attempts, ATTEMPTS, Format.TABLE);
    }

    private static void checkpoint(JsonNode known, Session session) {
        PrintWriter out = session.out();
        if (known.has("generation")) {
            Lines.field(
                    "Checkpoint",
                    "%s, %s in %d files, %s ago, in %s"
                            .formatted(
                                    known.path("generation").asString(),
                                    Cells.mebibytes(known.path("bytes").asDouble() / MIB),
                                    known.path("files").asInt(),
                                    Cells.age(
                                            known.path("savedAt").asString(""),
                                            session.printer().now()),
                                    known.path("region").asString("")),
                    out);
        }
        if (known.path("restoring").asBoolean(false)) {
            Lines.field("Restoring", "its last checkpoint is being fetched", out);
        }
        Lines.field("Went on from", known.path("restored"), out);
        Lines.field("Not saved", known.path("problem"), out);
    }
}
