package dev.meridian.cli.verb;

import dev.meridian.cli.Exit;
import dev.meridian.cli.client.Json;
import dev.meridian.cli.client.MeridianClient;
import dev.meridian.cli.client.Unusable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import tools.jackson.databind.JsonNode;

/// Approves or rejects; prints what was proposed and what became of it.
final class ApprovalDecision extends Verb {

    private final String verb;
    private final PositionalParamSpec ids = parameter(0, "1..*", "ID", "As the list has them.");
    private final OptionSpec reason;

    /// @param verb `approve` or `reject`
    ApprovalDecision(String verb) {
        super("meridian approvals " + verb + " ID --reason \"" + example(verb) + "\"");
        this.verb = verb;
        this.reason =
                option(
                        "TEXT",
                        verb.equals("reject")
                                ? "Why; kept with the proposal. Has to be given."
                                : "Why; kept with the proposal.",
                        "--reason");
        talks();
    }

    private static String example(String verb) {
        return verb.equals("reject") ? "the switch was changed" : "its disk fails";
    }

    @Override
    int run(Session session) {
        String why = text(reason, "").strip();
        if (verb.equals("reject") && why.isEmpty()) {
            throw new Unusable("Say why it is rejected: --reason TEXT.");
        }
        for (String id : all(ids)) {
            JsonNode now =
                    session.client()
                            .post(
                                    "/approvals/" + MeridianClient.encode(id) + "/" + verb,
                                    Json.object().put("reason", why));
            session.out()
                    .println(
                            now.path("sentence").asString("")
                                    + " "
                                    + now.path("state").asString(""));
        }
        return Exit.DONE;
    }
}
