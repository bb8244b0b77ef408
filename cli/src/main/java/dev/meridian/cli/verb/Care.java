package dev.meridian.cli.verb;

import dev.meridian.cli.Exit;
import dev.meridian.cli.client.Json;
import dev.meridian.cli.client.MeridianClient;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import tools.jackson.databind.JsonNode;

/// Cordon, uncordon, quarantine: prints the name and the state of each node.
final class Care extends Verb {

    private final String verb;
    private final PositionalParamSpec nodes = parameter(0, "1..*", "NODE", "Names or ids.");
    private final OptionSpec reason = option("TEXT", "Kept in the history.", "--reason");

    Care(String verb) {
        this.verb = verb;
        talks();
    }

    @Override
    int run(Session session) {
        MeridianClient client = session.client();
        for (String node : all(nodes)) {
            JsonNode now =
                    client.post(
                            "/nodes/" + Named.node(node, client) + "/" + verb,
                            Json.object().put("reason", text(reason, "")));
            session.out().println(now.path("name").asString() + " " + now.path("state").asString());
        }
        return Exit.DONE;
    }
}
