package dev.meridian.cli.verb;

import picocli.CommandLine.Model.OptionSpec;
import tools.jackson.databind.JsonNode;

/// Orders that are not carried out but wait for an approval.
final class Proposed {

    static final String QUERY = "?propose=true";

    private Proposed() {}

    static OptionSpec flag(Verb verb) {
        return verb.flag(
                "Not now: somebody else is to agree first. Prints the id of the proposal.",
                "--propose");
    }

    static void tell(JsonNode approval, Session session) {
        session.out().println(approval.path("id").asString(""));
        session.say(approval.path("sentence").asString("") + " It waits for an approval.");
    }
}
