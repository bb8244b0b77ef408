package dev.meridian.cli.verb;

import dev.meridian.cli.Exit;
import dev.meridian.cli.client.Json;
import dev.meridian.cli.client.MeridianClient;
import dev.meridian.cli.client.Unusable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// With `--wait` it ends when the nodes are empty; with 1 when somebody opened one again meanwhile.
final class Drain extends Verb {

    private final PositionalParamSpec nodes = parameter(0, "0..*", "NODE", "Names or ids.");
    private final OptionSpec region =
            option("REGION", "Every node of this region instead.", "-r", "--region");
    private final OptionSpec deadline =
            option(
                    "TIME",
                    "How long batch work may go on to end by itself, as 10m; without, it is moved as soon as it has a place.",
                    "--deadline");
    private final OptionSpec force =
            flag("At the deadline stop also what has no other place.", "--force");
    private final OptionSpec reason = option("TEXT", "Kept in the history.", "--reason");
    private final OptionSpec wait = flag("Tell how it goes, until they are empty.", "-w", "--wait");

    private final OptionSpec propose = Proposed.flag(this);

    Drain() {
        super(
                "meridian drain node-7 --deadline 30m --reason \"new disks\" --wait",
                "meridian drain --region eu-west --deadline 2h",
                "meridian drain --region eu-west --propose --reason \"the cooling is serviced\"");
        talks();
    }

    @Override
    int run(Session session) {
        String place = text(region);
        if (all(nodes).isEmpty() == (place == null)) {
            throw new Unusable("Name the nodes to drain, or a --region, and not both.");
        }
        MeridianClient client = session.client();
        if (is(propose)) {
            propose(place, client, session);
            return Exit.DONE;
        }
        List<String> ids = new ArrayList<>();
        int exit = Exit.DONE;
        if (place == null) {
            for (String node : all(nodes)) {
                String id = Named.node(node, client);
                JsonNode now = client.post("/nodes/" + id + "/drain", terms());
                tell(now.path("name"), now.path("state"), now.path("drain"), session);
                ids.add(id);
            }
        } else {
            for (JsonNode each :
                    client.post("/regions/" + MeridianClient.encode(place) + "/drain", terms())
                            .path("items")) {
                if (each.path("outcome").asString("").equals("REFUSED")) {
                    session.say(
                            each.path("name").asString() + ": " + each.path("detail").asString(""));
                    exit = Exit.NOT_AS_WISHED;
                } else {
                    tell(each.path("name"), each.path("state"), each, session);
                    ids.add(each.path("id").asString());
                }
            }
        }
        return is(wait) ? Math.max(exit, new Emptying(session).toTheEnd(ids)) : exit;
    }

    private void propose(@Nullable String place, MeridianClient client, Session session) {
        if (is(wait)) {
            throw new Unusable("What is proposed is not done yet: leave out --wait.");
        }
        List<String> paths =
                place != null
                        ? List.of("/regions/" + MeridianClient.encode(place))
                        : all(nodes).stream()
                                .map(node -> "/nodes/" + Named.node(node, client))
                                .toList();
        for (String path : paths) {
            Proposed.tell(client.post(path + "/drain" + Proposed.QUERY, terms()), session);
        }
    }

    private ObjectNode terms() {
        ObjectNode terms = Json.object().put("reason", text(reason, ""));
        String limit = text(deadline);
        if (limit != null) {
            terms.put("deadline", limit);
        }
        if (is(force)) {
            terms.put("force", true);
        }
        return terms;
    }

    private static void tell(JsonNode name, JsonNode state, JsonNode drain, Session session) {
        String left = drain.has("remaining") ? " " + drain.path("remaining").asInt() + " left" : "";
        session.out().println(name.asString("") + " " + state.asString("") + left);
    }
}
