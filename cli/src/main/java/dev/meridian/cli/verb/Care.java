package dev.meridian.cli.verb;

import dev.meridian.cli.Exit;
import dev.meridian.cli.client.Json;
import dev.meridian.cli.client.MeridianClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import tools.jackson.databind.JsonNode;

/// Cordon, uncordon, quarantine: prints the name and the state of each node.
final class Care extends Verb {

    private final String verb;
    private final PositionalParamSpec nodes = parameter(0, "1..*", "NODE", "Names or ids.");
    private final OptionSpec reason = option("TEXT", "Kept in the history.", "--reason");

    private final @Nullable OptionSpec propose;

    Care(String verb) {
        this.verb = verb;
        propose = verb.equals("quarantine") ? Proposed.flag(this) : null;
        talks();
    }

    @Override
    int run(Session session) {
        MeridianClient client = session.client();
        boolean proposed = propose != null && is(propose);
        for (String node : all(nodes)) {
            JsonNode now =
                    client.post(
                            "/nodes/"
                                    + Named.node(node, client)
                                    + "/"
                                    + verb
                                    + (proposed ? Proposed.QUERY : ""),
                            Json.object().put("reason", text(reason, "")));
            if (proposed) {
                Proposed.tell(now, session);
                continue;
            }
            session.out().println(now.path("name").asString() + " " + now.path("state").asString());
        }
        return Exit.DONE;
    }
}
