package dev.meridian.cli.verb;

import dev.meridian.cli.Exit;
import dev.meridian.cli.client.Json;
import dev.meridian.cli.client.MeridianClient;
import dev.meridian.cli.client.Patience;
import dev.meridian.cli.client.Unusable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Begins a drill; with `--wait` it ends with the drill, and with 1 where not all came back.
final class DrillStart extends Verb {

    private static final Patience PATIENCE = new Patience(Duration.ofSeconds(1));

    private final PositionalParamSpec region = parameter(0, "1", "REGION", "That is lost.");
    private final OptionSpec jobs = options("JOB", "To this job; may be repeated.", "--job");
    private final OptionSpec project = option("PROJECT", "To its jobs.", "-p", "--project");
    private final OptionSpec everything = flag("To every job that runs there.", "--everything");
    private final OptionSpec within =
            option(
                    "TIME",
                    "It ends by then, as 20m; without, ten minutes after the longest lease.",
                    "--within");
    private final OptionSpec reason = option("TEXT", "Kept with the drill.", "--reason");
    private final OptionSpec wait = flag("Tell how it goes, until it is over.", "-w", "--wait");

    DrillStart() {
        super(
                "meridian drill start eu-west --job nlp-serving --wait",
                "meridian drill start eu-west --project nlp --within 20m --reason \"the quarter's drill\"");
        talks();
    }

    @Override
    int run(Session session) {
        List<String> chosen = all(jobs);
        String owner = text(project);
        int choices =
                (chosen.isEmpty() ? 0 : 1) + (owner == null ? 0 : 1) + (is(everything) ? 1 : 0);
        if (choices != 1) {
            throw new Unusable(
                    "Say to whom the region is lost: --job, --project or --everything, one of them.");
        }
        MeridianClient client = session.client();
        ObjectNode order = Json.object().put("reason", text(reason, ""));
        if (owner != null) {
            order.put("project", owner);
        } else if (is(everything)) {
            order.put("everything", true);
        } else {
            var ids = order.putArray("jobs");
            chosen.forEach(job -> ids.add(Named.job(job, client)));
        }
        String limit = text(within);
        if (limit != null) {
            order.put("within", limit);
        }
        JsonNode drill =
                client.post("/regions/" + MeridianClient.encode(one(region)) + "/drill", order);
        String id = drill.path("id").asString("");
        session.out().println(id);
        session.out().flush();
        return is(wait) ? toTheEnd(id, session) : Exit.DONE;
    }

    private static int toTheEnd(String id, Session session) {
        var told = new StringBuilder();
        JsonNode ended =
                PATIENCE.until(
                                Duration.ofDays(365),
                                () -> {
                                    JsonNode drill = session.client().get("/drills/" + id);
                                    String line = DrillPage.progress(drill);
                                    if (!line.contentEquals(told)) {
                                        told.setLength(0);
                                        told.append(line);
                                        session.say(line);
                                    }
                                    return drill.path("state").asString("").equals("RUNNING")
                                            ? Optional.empty()
                                            : Optional.of(drill);
                                })
                        .orElseThrow();
        DrillPage.print(ended, session);
        return ended.path("state").asString("").equals("RECOVERED")
                ? Exit.DONE
                : Exit.NOT_AS_WISHED;
    }
}
