package dev.meridian.cli.verb;

import dev.meridian.cli.Exit;
import dev.meridian.cli.client.Json;
import dev.meridian.cli.client.Refused;
import dev.meridian.cli.output.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Tells what a foreign job file has that our job has not, before it hands the job in.
final class Import extends Verb {

    private final PositionalParamSpec file =
            parameter(0, "1", "FILE", "A job file of another scheduler; - reads standard input.");
    private final OptionSpec dryRun =
            flag("Print what would be submitted, and submit nothing.", "--dry-run");
    private final OptionSpec foreign =
            option(
                    "FORMAT",
                    "kubernetes, skypilot or slurm; without, it is found out.",
                    "--format");
    private final OptionSpec sets =
            options("FIELD=VALUE", "Set a field of each spec that is made.", "--set");
    private final OptionSpec project =
            option("PROJECT", "Submit into this project.", "-p", "--project");

    Import() {
        super(
                "meridian import train.yaml --dry-run > job.yaml",
                "meridian import -p nlp train.sbatch",
                "kubectl get job train -o yaml | meridian import -");
        talks();
        prints(Format.NAME);
    }

    @Override
    int run(Session session) {
        SpecFile source = SpecFile.read(one(file), session.in());
        JsonNode answer;
        try {
            String name = source.name().equals("standard input") ? "" : source.name();
            answer = session.client().convert(source.text(), text(foreign, "auto"), name);
        } catch (Refused refused) {
            if (refused.problem().status() == 0) {
                throw refused;
            }
            session.say(source.explained(refused.problem()));
            return Exit.of(refused.problem().status());
        }
        List<SpecFile> specs = new ArrayList<>();
        for (JsonNode item : answer.path("items")) {
            specs.add(prepared(item, source, session));
        }
        if (is(dryRun)) {
            print(specs, session);
        }
        tell(answer, source.name(), session);
        return is(dryRun) ? Exit.DONE : submitted(specs, session);
    }

    private SpecFile prepared(JsonNode item, SpecFile source, Session session) {
        List<String> changes = new ArrayList<>(all(sets));
        if (text(project) != null) {
            changes.add("project=" + text(project));
        }
        String name = source.name() + " as " + item.path("name").asString("job");
        SpecFile spec = new SpecFile(name, item.path("yaml").asString(""));
        return changes.isEmpty() && session.client().connection().project().isEmpty()
                ? spec
                : spec.with(changes).in(session.client().connection().project());
    }

    /// What it prints can be submitted: one spec as it is, several as a list for `--batch`.
    private void print(List<SpecFile> specs, Session session) {
        Format format = format(Format.YAML);
        boolean asYaml = format != Format.JSON;
        if (asYaml && specs.size() == 1 && !specs.getFirst().isJson()) {
            session.out().print(specs.getFirst().text());
            session.out().flush();
            return;
        }
        ObjectNode list = Json.object();
        var items = list.putArray("items");
        specs.forEach(spec -> items.add(spec.tree()));
        JsonNode printed = specs.size() == 1 ? items.get(0) : list;
        session.printer().object(printed, asYaml ? Format.YAML : Format.JSON);
    }

    private static void tell(JsonNode answer, String file, Session session) {
        List<JsonNode> remarks = new ArrayList<>();
        for (JsonNode item : answer.path("items")) {
            item.path("notCarriedOver").forEach(remarks::add);
        }
        answer.path("notCarriedOver").forEach(remarks::add);
        for (JsonNode remark : remarks) {
            String hint = remark.path("hint").asString("");
            session.say(
                    file
                            + ":"
                            + remark.path("line").asInt(1)
                            + ": "
                            + remark.path("kind").asString("")
                            + ": "
                            + remark.path("detail").asString("")
                            + (hint.isEmpty() ? "" : " (" + hint + ")"));
        }
        for (JsonNode item : answer.path("items")) {
            item.path("notYetEffective")
                    .forEach(field -> session.say("not yet effective: " + field.asString()));
        }
    }

    private int submitted(List<SpecFile> specs, Session session) {
        List<JsonNode> jobs = new ArrayList<>();
        int worst = Exit.DONE;
        for (SpecFile spec : specs) {
            try {
                jobs.add(session.client().submit(spec.text(), UUID.randomUUID().toString()));
            } catch (Refused refused) {
                if (refused.problem().status() == 0) {
                    throw refused;
                }
                session.say(spec.explained(refused.problem()));
                worst = Math.max(worst, Exit.of(refused.problem().status()));
            }
        }
        Format format = format(Format.NAME);
        if (format.isTable() || format == Format.NAME || jobs.size() != 1) {
            session.printer().list(jobs, Kinds.find("jobs").columns(), "id", format);
        } else {
            session.printer().object(jobs.getFirst(), format);
        }
        return worst;
    }
}
