package dev.meridian.cli;

import dev.meridian.cli.client.MeridianClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "get",
        description = "List jobs, or show the line of one.",
        mixinStandardHelpOptions = true)
final class GetCommand extends Talk implements Callable<Integer> {

    @Parameters(
            paramLabel = "jobs|ID",
            defaultValue = "jobs",
            description = "All jobs (the default) or one.")
    private String what;

    @Option(
            names = "--limit",
            defaultValue = "50",
            description = "At most so many (default ${DEFAULT-VALUE}).")
    private int limit;

    @Override
    public Integer call() {
        try (MeridianClient client = client()) {
            var table = new Table("ID", "NAME", "PROJECT", "STATE", "SUBMITTED");
            if (what.equals("jobs")) {
                client.get("/jobs?limit=" + limit).path("items").forEach(job -> row(table, job));
            } else {
                row(table, client.job(what));
            }
            table.print(out());
            return 0;
        }
    }

    private static void row(Table table, JsonNode job) {
        table.row(
                job.path("id").asString(""),
                job.path("name").asString(""),
                job.path("project").asString(""),
                job.path("state").asString(""),
                job.path("submittedAt").asString(""));
    }
}
