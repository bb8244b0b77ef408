package dev.meridian.cli.verb;

import dev.meridian.cli.Exit;
import dev.meridian.cli.client.MeridianClient;
import dev.meridian.cli.output.Format;
import picocli.CommandLine.Model.PositionalParamSpec;
import tools.jackson.databind.JsonNode;

final class ApprovalShow extends Verb {

    private final PositionalParamSpec id = parameter(0, "1", "ID", "As the list has it.");

    ApprovalShow() {
        talks();
        prints(Format.TABLE);
    }

    @Override
    int run(Session session) {
        JsonNode approval = session.client().get("/approvals/" + MeridianClient.encode(one(id)));
        if (format(Format.TABLE).isTable()) {
            ApprovalPage.print(approval, session);
        } else {
            session.printer().object(approval, format(Format.TABLE));
        }
        return Exit.DONE;
    }
}
