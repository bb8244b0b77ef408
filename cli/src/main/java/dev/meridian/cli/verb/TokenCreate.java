package dev.meridian.cli.verb;

import dev.meridian.cli.Exit;
import dev.meridian.cli.client.Json;
import dev.meridian.cli.output.Format;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Prints the secret alone on standard output, so that it can go into a file.
final class TokenCreate extends Verb {

    private final PositionalParamSpec name = parameter(0, "1", "NAME", "What it is for.");
    private final OptionSpec user =
            option("USER", "Whose; administrators alone name others.", "--user");
    private final OptionSpec role =
            option("ROLE", "At most this role; without, all of the user's.", "--role");
    private final OptionSpec project =
            option("PROJECT", "In this project alone.", "-p", "--project");
    private final OptionSpec expires =
            option(
                    "TIME",
                    "Ends then, as 90d or 2027-01-01T00:00:00Z; without, never.",
                    "--expires");

    TokenCreate() {
        super("meridian tokens create ci --role submitter --project nlp --expires 90d > ci.token");
        talks();
        prints(Format.NAME);
    }

    @Override
    int run(Session session) {
        ObjectNode wanted = Json.object().put("name", one(name));
        put(wanted, "user", user);
        put(wanted, "role", role);
        put(wanted, "project", project);
        String end = text(expires);
        if (end != null) {
            wanted.put("expiresAt", Spans.time(end, session.printer().now()).toString());
        }
        JsonNode made = session.client().post("/tokens", wanted);
        Format format = format(Format.NAME);
        if (format == Format.JSON || format == Format.YAML) {
            session.printer().object(made, format);
        } else {
            session.out().println(made.path("token").asString());
            session.say("Its id is " + made.path("id").asString() + "; it is not shown again.");
        }
        return Exit.DONE;
    }

    private static void put(ObjectNode into, String field, OptionSpec option) {
        String value = text(option);
        if (value != null) {
            into.put(field, value);
        }
    }
}
