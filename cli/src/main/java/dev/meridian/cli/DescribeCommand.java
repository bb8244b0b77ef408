package dev.meridian.cli;

import dev.meridian.cli.client.MeridianClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "describe", description = "Show all about a job.", mixinStandardHelpOptions = true)
final class DescribeCommand extends Talk implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "The job.")
    private String job;

    @Override
    public Integer call() {
        try (MeridianClient client = client()) {
            Documents.print(client.job(job), out());
            return 0;
        }
    }
}
