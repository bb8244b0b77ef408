package dev.meridian.cli.verb;

import dev.meridian.cli.Exit;
import dev.meridian.cli.client.Connection;
import dev.meridian.cli.output.Format;
import tools.jackson.databind.JsonNode;

final class WhoAmI extends Verb {

    WhoAmI() {
        talks();
        prints(Format.TABLE);
    }

    @Override
    int run(Session session) {
        JsonNode caller = session.client().get("/whoami");
        Format format = format(Format.TABLE);
        if (!format.isTable()) {
            session.printer().object(caller, format);
            return Exit.DONE;
        }
        Connection connection = session.client().connection();
        Lines.field("User", caller.path("user"), session.out());
        for (JsonNode grant : caller.path("grants")) {
            String project = grant.path("project").asString("");
            Lines.field(
                    "May",
                    grant.path("role").asString("")
                            + (project.isEmpty() ? " everywhere" : " in project " + project),
                    session.out());
        }
        Lines.field("Token's role", caller.path("tokenRole"), session.out());
        Lines.field("Token's project", caller.path("tokenProject"), session.out());
        Lines.field(
                "Control plane",
                connection.url() + " (" + connection.urlFrom() + ")",
                session.out());
        Lines.field("Token", connection.tokenFrom(), session.out());
        Lines.field("Project", connection.project(), session.out());
        return Exit.DONE;
    }
}
