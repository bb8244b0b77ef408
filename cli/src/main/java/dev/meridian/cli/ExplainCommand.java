package dev.meridian.cli;

import dev.meridian.cli.client.MeridianClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "explain",
        description = "Tell why a job waits, or why it runs where it does.",
        mixinStandardHelpOptions = true)
final class ExplainCommand extends Talk implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "The job.")
    private String job;

    @Override
    public Integer call() {
        try (MeridianClient client = client()) {
            Documents.print(client.explanation(job), out());
            return 0;
        }
    }
}
