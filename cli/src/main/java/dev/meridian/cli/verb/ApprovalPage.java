package dev.meridian.cli.verb;

import dev.meridian.cli.output.Cells;
import java.io.PrintWriter;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/// All about a proposal.
final class ApprovalPage {

    private ApprovalPage() {}

    static void print(JsonNode approval, Session session) {
        PrintWriter out = session.out();
        Instant now = session.printer().now();
        Lines.field("Proposed", approval.path("sentence"), out);
        Lines.field("Id", approval.path("id"), out);
        Lines.field("Kind", approval.path("kind"), out);
        Lines.field("State", approval.path("state"), out);
        JsonNode subject = approval.path("subject");
        Lines.field(
                "Subject",
                subject.path("type").asString("") + " " + subject.path("name").asString(""),
                out);
        Lines.field("Project", subject.path("project"), out);
        Lines.field(
                "By",
                approval.path("proposedBy").asString("")
                        + ", "
                        + Cells.age(approval.path("proposedAt").asString(""), now)
                        + " ago",
                out);
        Lines.field("Because", approval.path("reason"), out);
        Lines.field("Change", approval.path("change"), out);
        for (var figure : approval.at("/evidence/figures").properties()) {
            Lines.field("Figure", figure.getKey() + " " + Cells.text(figure.getValue()), out);
        }
        for (JsonNode item : approval.at("/evidence/items")) {
            Lines.field("Evidence", item(item), out);
        }
        if (approval.path("state").asString("").equals("PENDING")) {
            Lines.field("Expires", Cells.time(approval.path("expiresAt")), out);
        } else {
            Lines.field(
                    "Ended",
                    Cells.time(approval.path("endedAt"))
                            + " by "
                            + approval.path("endedBy").asString(""),
                    out);
            Lines.field("Because", approval.path("endedReason"), out);
        }
        out.flush();
    }

    private static String item(JsonNode item) {
        String at = item.has("at") ? Cells.time(item.path("at")) + " " : "";
        String link = item.path("link").asString("");
        return at + item.path("sentence").asString("") + (link.isEmpty() ? "" : " " + link);
    }
}
