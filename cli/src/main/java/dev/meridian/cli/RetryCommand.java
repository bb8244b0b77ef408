package dev.meridian.cli;

import dev.meridian.cli.client.MeridianClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "retry",
        description = "Run again what failed of a job.",
        mixinStandardHelpOptions = true)
final class RetryCommand extends Talk implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "The job.")
    private String job;

    @Option(
            names = "--reason",
            defaultValue = "asked for on the command line",
            description = "Kept in the history.")
    private String reason;

    @Override
    public Integer call() {
        try (MeridianClient client = client()) {
            out().println(client.retry(job, reason).path("state").asString());
            return 0;
        }
    }
}
