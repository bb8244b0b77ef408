package dev.meridian.cli;

import dev.meridian.cli.client.MeridianClient;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(name = "submit", description = "Submit a job.", mixinStandardHelpOptions = true)
final class SubmitCommand extends Talk implements Callable<Integer> {

    @Mixin private SpecFile spec;

    @Option(
            names = {"-f", "--follow"},
            description = "Print each change of state until the job ends.")
    private boolean follow;

    @Override
    public Integer call() throws IOException {
        try (MeridianClient client = client()) {
            JsonNode job = client.submit(spec.text());
            String id = job.path("id").asString();
            out().println(id);
            for (JsonNode field : job.path("notYetEffective")) {
                command.commandLine()
                        .getErr()
                        .println("not yet effective: " + field.asString(field.toString()));
            }
            out().flush();
            return !follow || new Follow(client, out()).toTheEnd(id).equals("SUCCEEDED")
                    ? 0
                    : Meridian.NOT_SUCCEEDED;
        }
    }
}
