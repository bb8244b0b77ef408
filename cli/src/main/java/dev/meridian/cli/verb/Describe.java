package dev.meridian.cli.verb;

import dev.meridian.cli.Exit;
import dev.meridian.cli.output.Format;
import java.util.List;
import picocli.CommandLine.Model.PositionalParamSpec;
import tools.jackson.databind.JsonNode;

/// Jobs, allocations, nodes and proposals in words; all else as YAML.
final class Describe extends Verb {

    private final PositionalParamSpec words =
            parameter(
                    0,
                    "1..*",
                    "KIND ID",
                    "As 'node n1', by id or by name; an id alone is a job's.");

    Describe() {
        super("meridian describe my-job", "meridian describe node eu-west-1");
        talks();
        prints(Format.TABLE);
    }

    @Override
    int run(Session session) {
        List<String> given = all(words);
        Kind kind = Kinds.find(given.size() == 2 ? given.getFirst() : "jobs");
        String path = kind.path(given.getLast(), session.client());
        JsonNode object = session.client().get(path);
        Format format = format(Format.TABLE);
        if (!format.isTable()) {
            session.printer().object(object, format);
            return Exit.DONE;
        }
        switch (kind.name()) {
            case "jobs" -> JobPage.print(object, session);
            case "allocations" -> AllocationPage.print(object, session);
            case "nodes" -> NodePage.print(object, session);
            case "approvals" -> ApprovalPage.print(object, session);
            default -> session.printer().object(object, Format.YAML);
        }
        return Exit.DONE;
    }
}
