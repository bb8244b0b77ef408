package dev.meridian.cli.verb;

import dev.meridian.cli.Exit;
import dev.meridian.cli.client.Json;
import dev.meridian.cli.client.MeridianClient;
import dev.meridian.cli.output.Cells;
import dev.meridian.cli.output.Column;
import dev.meridian.cli.output.Format;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;
import tools.jackson.databind.JsonNode;

/// Follows over lost connections: it goes on after the last event that was seen.
final class Events extends Verb {

    private static final List<Column> COLUMNS =
            List.of(
                    Column.of("AT", Cells.time("at")),
                    Column.of("KIND", "kind"),
                    Column.of("JOB", "job").wide(),
                    Column.of("ALLOCATION", "allocation").wide(),
                    Column.of("EPOCH", "epoch").wide().right(),
                    Column.of("WHAT", "sentence"));

    private final OptionSpec follow = flag("Go on with what happens.", "-f", "--follow");
    private final OptionSpec job =
            option("JOB", "Of this one alone, by id or name.", "-j", "--job");
    private final OptionSpec after = option("ID", "Only what came after this event.", "--after");
    private final OptionSpec limit =
            number(100, "At most so many, the oldest first, where nothing is followed", "--limit");

    Events() {
        super("meridian events -f", "meridian events --job my-job -o json");
        talks();
        prints(Format.TABLE);
    }

    @Override
    int run(Session session) {
        MeridianClient client = session.client();
        Format format = format(Format.TABLE);
        String path =
                text(job) == null
                        ? "/events"
                        : "/jobs/" + Named.job(text(job, ""), client) + "/events";
        String seen = text(after, "");
        if (is(follow)) {
            client.followEvents(path, seen, event -> print(event, format, session));
            return Exit.DONE;
        }
        int most = number(limit);
        String query =
                "?limit=" + Math.clamp(most, 1, 1000) + (seen.isEmpty() ? "" : "&cursor=" + seen);
        var found = client.items(path + query, most);
        session.printer().list(found.items(), COLUMNS, "id", format);
        if (found.more()) {
            session.say("There are more: --after " + found.items().getLast().path("id").asString());
        }
        return Exit.DONE;
    }

    /// As JSON, a line is an event: what reads it need not wait for the end.
    private static void print(JsonNode event, Format format, Session session) {
        session.out()
                .println(
                        switch (format) {
                            case JSON -> Json.text(event);
                            case YAML -> "---\n" + dev.meridian.cli.output.Yaml.text(event).strip();
                            case NAME -> event.path("id").asString();
                            case TABLE, WIDE -> EventLines.of(event);
                        });
        session.out().flush();
    }
}
