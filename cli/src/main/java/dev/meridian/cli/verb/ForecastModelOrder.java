package dev.meridian.cli.verb;

import dev.meridian.cli.Exit;
import dev.meridian.cli.client.Json;
import dev.meridian.cli.client.MeridianClient;
import picocli.CommandLine.Model.PositionalParamSpec;

/// Promotes a learned model, or rolls a champion back.
final class ForecastModelOrder extends Verb {

    private final String verb;
    private final PositionalParamSpec id = parameter(0, "1", "ID", "As the list of models has it.");

    /// @param verb `promote` or `rollback`
    ForecastModelOrder(String verb) {
        super("meridian forecast " + verb + " 7");
        this.verb = verb;
        talks();
    }

    @Override
    int run(Session session) {
        var now =
                session.client()
                        .post(
                                "/forecasts/models/" + MeridianClient.encode(one(id)) + "/" + verb,
                                Json.object());
        session.out().println(now.path("sentence").asString(""));
        return Exit.DONE;
    }
}
