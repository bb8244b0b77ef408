package dev.meridian.cli.verb;

import dev.meridian.cli.Exit;
import dev.meridian.cli.client.Json;
import dev.meridian.cli.client.Unusable;
import dev.meridian.cli.output.Format;
import java.util.List;
import picocli.CommandLine.Model.PositionalParamSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class Create extends Verb {

    private static final List<String> CAN = List.of("projects", "queues", "users");

    private final PositionalParamSpec kind = parameter(0, "1", "KIND", "project, queue or user.");
    private final PositionalParamSpec name =
            parameter(1, "1", "NAME", "Its name; of a queue PROJECT/NAME.");
    private final PositionalParamSpec fields =
            parameter(2, "0..*", "FIELD=VALUE", "Its settings, as the API has them.");

    Create() {
        super(
                "meridian create project nlp residency='[\"EU\"]' ceilings.accelerators=64",
                "meridian create queue nlp/research weight=3 quota.cpu=\\\"512\\\"",
                "meridian create user ann grants='[{\"role\":\"submitter\",\"project\":\"nlp\"}]'");
        talks();
        prints(Format.TABLE);
    }

    @Override
    int run(Session session) {
        Kind meant = Kinds.find(one(kind));
        if (!CAN.contains(meant.name())) {
            throw new Unusable("What can be created: " + String.join(", ", CAN) + ".");
        }
        ObjectNode object = Json.object();
        String[] names = one(name).split("/", 2);
        if (meant.name().equals("queues")) {
            if (names.length < 2) {
                throw new Unusable("A queue is named with its project: PROJECT/NAME.");
            }
            object.put("project", names[0]);
        }
        object.put("name", meant.name().equals("queues") ? names[1] : one(name));
        Fields.set(object, all(fields));
        JsonNode made = session.client().post(meant.path(), object);
        session.printer().list(List.of(made), meant.columns(), meant.id(), format(Format.TABLE));
        return Exit.DONE;
    }
}
