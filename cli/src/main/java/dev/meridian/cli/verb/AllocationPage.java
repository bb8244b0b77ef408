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
        out.println();
        List<JsonNode> attempts = new ArrayList<>();
        allocation.path("attempts").forEach(attempts::add);
        session.printer().table(attempts, ATTEMPTS, Format.TABLE);
    }
}
