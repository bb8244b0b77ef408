package dev.meridian.cli;

import dev.meridian.cli.client.MeridianClient;
import dev.meridian.cli.client.Refused;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "logs",
        description = "Print what an allocation, or every allocation of a job, has written.",
        mixinStandardHelpOptions = true)
final class LogsCommand extends Talk implements Callable<Integer> {

    private static final int NOT_FOUND = 404;

    @Parameters(paramLabel = "ID", description = "An allocation or a job.")
    private String id;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on until the allocation ends.")
    private boolean follow;

    @Option(
            names = "--stream",
            defaultValue = "stdout",
            description = "stdout (the default) or stderr.")
    private String stream;

    @Override
    public Integer call() {
        try (MeridianClient client = client()) {
            for (String allocation : allocations(client)) {
                if (follow) {
                    client.followLogs(
                            allocation,
                            stream,
                            line -> {
                                out().println(line);
                                out().flush();
                            });
                } else {
                    out().print(client.logs(allocation, stream));
                    out().flush();
                }
            }
            return 0;
        }
    }

    private List<String> allocations(MeridianClient client) {
        try {
            return client.allocations(id).stream().map(each -> each.path("id").asString()).toList();
        } catch (Refused refused) {
            if (refused.problem().status() == NOT_FOUND) {
                return List.of(id);
            }
            throw refused;
        }
    }
}
