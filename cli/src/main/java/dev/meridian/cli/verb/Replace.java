package dev.meridian.cli.verb;

import dev.meridian.cli.Exit;
import dev.meridian.cli.client.Json;
import dev.meridian.cli.client.MeridianClient;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import tools.jackson.databind.JsonNode;

/// Gives up copies whose node is silent: prints the id and the state of each allocation.
final class Replace extends Verb {
    private final PositionalParamSpec allocations =
            parameter(0, "1..*", "ALLOCATION", "Ids of allocations whose node is silent.");
    private final OptionSpec dead =
            flag(
                    "You know that the copy does not run, for its host is off; otherwise one that must not live twice is only told to stop.",
                    "--dead");
    private final OptionSpec reason = option("TEXT", "Kept in the history.", "--reason");

    Replace() {
        talks();
    }

    @Override
    int run(Session session) {
        for (String allocation : all(allocations)) {
            JsonNode now =
                    session.client()
                            .post(
                                    "/allocations/"
                                            + MeridianClient.encode(allocation)
                                            + "/replace",
                                    Json.object()
                                            .put("reason", text(reason, ""))
                                            .put("dead", is(dead)));
            session.out().println(allocation + " " + now.path("state").asString(""));
        }
        return Exit.DONE;
    }
}
