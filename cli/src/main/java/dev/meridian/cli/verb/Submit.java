package dev.meridian.cli.verb;

import dev.meridian.cli.Exit;
import dev.meridian.cli.client.MeridianClient;
import dev.meridian.cli.client.Refused;
import dev.meridian.cli.client.Unusable;
import dev.meridian.cli.output.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import tools.jackson.databind.JsonNode;

/// Prints the id of each job. Each submission has an idempotency key, so that a lost answer never
/// makes two jobs of one.
final class Submit extends Verb {

    private final PositionalParamSpec files =
            parameter(0, "1..*", "FILE", "Job specs in YAML or JSON; - reads standard input.");
    private final OptionSpec follow =
            flag(
                    "Tell what happens until the jobs have ended; the exit code is 0 when all succeeded, else 1.",
                    "-f",
                    "--follow");
    private final OptionSpec taskCode =
            flag(
                    "With --follow: end with the exit code of the first task that failed.",
                    "--task-exit-code");
    private final OptionSpec sets =
            options(
                    "FIELD=VALUE",
                    "Set a field of the spec, as retry.max=3 or taskGroups.0.count=8.",
                    "--set");
    private final OptionSpec project =
            option("PROJECT", "Submit into this project.", "-p", "--project");
    private final OptionSpec key =
            option(
                    "KEY",
                    "The same key and spec make one job, however often they are sent.",
                    "--idempotency-key");
    private final OptionSpec batch =
            flag("Each FILE is a list of specs; each is taken or refused by itself.", "--batch");

    Submit() {
        super(
                "meridian submit train.yaml",
                "meridian submit --follow --set taskGroups.0.count=8 train.yaml",
                "id=$(meridian submit --follow train.yaml) && meridian logs $id");
        talks();
        prints(Format.NAME);
    }

    @Override
    int run(Session session) {
        List<SpecFile> specs = new ArrayList<>();
        for (String file : all(files)) {
            specs.add(prepared(SpecFile.read(file, session.in()), session));
        }
        List<JsonNode> jobs = new ArrayList<>();
        int worst = Exit.DONE;
        for (int i = 0; i < specs.size(); i++) {
            try {
                List<JsonNode> made = hand(specs.get(i), i, session);
                print(made, session);
                jobs.addAll(made);
            } catch (Refused refused) {
                if (refused.problem().status() == 0) {
                    throw refused;
                }
                session.say(specs.get(i).explained(refused.problem()));
                worst = Math.max(worst, Exit.of(refused.problem().status()));
            }
        }
        boolean asked = jobs.size() == specs.size() || is(batch);
        worst = asked ? Math.max(worst, missing) : worst;
        return is(follow) ? Math.max(worst, followed(jobs, session)) : worst;
    }

    private int missing = Exit.DONE;

    private SpecFile prepared(SpecFile file, Session session) {
        List<String> changes = new ArrayList<>(all(sets));
        if (text(project) != null) {
            changes.add("project=" + text(project));
        }
        if (is(batch)) {
            if (!changes.isEmpty()) {
                throw new Unusable(
                        "--set and --project change single specs, not those of a --batch.");
            }
            return file;
        }
        return file.with(changes).in(session.client().connection().project());
    }

    private List<JsonNode> hand(SpecFile file, int index, Session session) {
        MeridianClient client = session.client();
        String given = text(key, UUID.randomUUID().toString());
        String own = index == 0 ? given : given + "-" + index;
        return is(batch)
                ? taken(file, client.submitBatch(file.text(), own), session)
                : List.of(client.submit(file.text(), own));
    }

    private List<JsonNode> taken(SpecFile file, JsonNode answer, Session session) {
        List<JsonNode> jobs = new ArrayList<>();
        for (JsonNode item : answer.path("items")) {
            if (item.has("job")) {
                jobs.add(item.path("job"));
            } else {
                JsonNode problem = item.path("problem");
                session.say(
                        file.name()
                                + "["
                                + item.path("index").asInt()
                                + "]: "
                                + problem.path("title").asString("")
                                + ": "
                                + problem.path("detail").asString(""));
                missing = Exit.of(item.path("status").asInt(422));
            }
        }
        return jobs;
    }

    private void print(List<JsonNode> jobs, Session session) {
        Format format = format(Format.NAME);
        if (format.isTable() || format == Format.NAME || jobs.size() > 1) {
            session.printer().list(jobs, Kinds.find("jobs").columns(), "id", format);
        } else {
            session.printer().object(jobs.getFirst(), format);
        }
        for (JsonNode job : jobs) {
            job.path("warnings").forEach(each -> session.say(each.asString()));
            job.path("notYetEffective")
                    .forEach(field -> session.say("not yet effective: " + field.asString()));
        }
    }

    private int followed(List<JsonNode> jobs, Session session) {
        int worst = Exit.DONE;
        for (JsonNode job : jobs) {
            var follow = new Follow(session, jobs.size() > 1 ? job.path("name").asString() : "");
            String id = job.path("id").asString();
            if (!follow.toTheEnd(id).equals("SUCCEEDED")) {
                worst = is(taskCode) ? follow.exitCodeOfTask(id) : Exit.NOT_AS_WISHED;
            }
        }
        return worst;
    }
}
