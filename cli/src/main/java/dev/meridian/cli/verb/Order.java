package dev.meridian.cli.verb;

import dev.meridian.cli.Exit;
import dev.meridian.cli.client.Refused;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import tools.jackson.databind.JsonNode;

/// Cancel, retry, suspend, resume: prints the id and the state of each job.
final class Order extends Verb {

    private final String verb;
    private final PositionalParamSpec jobs = parameter(0, "1..*", "JOB", "Ids or names.");
    private final OptionSpec reason = option("TEXT", "Kept in the history.", "--reason");

    Order(String verb) {
        this.verb = verb;
        talks();
    }

    @Override
    int run(Session session) {
        int worst = Exit.DONE;
        for (String job : all(jobs)) {
            try {
                String id = Named.job(job, session.client());
                JsonNode now = session.client().order(id, verb, text(reason, ""));
                session.out().println(id + " " + now.path("state").asString(""));
            } catch (Refused refused) {
                if (refused.problem().status() == 0 || all(jobs).size() == 1) {
                    throw refused;
                }
                session.say(job + ": " + refused.problem().text());
                worst = Math.max(worst, Exit.of(refused.problem().status()));
            }
        }
        return worst;
    }
}
