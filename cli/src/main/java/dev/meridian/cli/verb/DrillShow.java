package dev.meridian.cli.verb;

import dev.meridian.cli.Exit;
import dev.meridian.cli.client.Json;
import dev.meridian.cli.client.MeridianClient;
import dev.meridian.cli.output.Format;
import picocli.CommandLine.Model.PositionalParamSpec;
import tools.jackson.databind.JsonNode;

/// Shows a drill with its report, as it stands or after it was ended.
final class DrillShow extends Verb {

    private final boolean abort;
    private final PositionalParamSpec id = parameter(0, "1", "ID", "As the list has it.");

    /// @param abort ends it before it is shown
    DrillShow(boolean abort) {
        this.abort = abort;
        talks();
        prints(Format.TABLE);
    }

    @Override
    int run(Session session) {
        String path = "/drills/" + MeridianClient.encode(one(id));
        JsonNode drill =
                abort
                        ? session.client().post(path + "/abort", Json.object())
                        : session.client().get(path);
        if (format(Format.TABLE).isTable()) {
            DrillPage.print(drill, session);
        } else {
            session.printer().object(drill, format(Format.TABLE));
        }
        return Exit.DONE;
    }
}
