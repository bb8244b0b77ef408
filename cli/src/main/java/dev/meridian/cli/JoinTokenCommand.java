package dev.meridian.cli;

import dev.meridian.cli.client.MeridianClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "join-token",
        description = "One-time tokens with which a host joins the fleet.",
        mixinStandardHelpOptions = true,
        subcommands = JoinTokenCommand.Create.class)
final class JoinTokenCommand {

    @Command(
            name = "create",
            description = "Make one; it is shown once.",
            mixinStandardHelpOptions = true)
    static final class Create extends Talk implements Callable<Integer> {

        @Option(
                names = "--region",
                required = true,
                description = "Made at registration when it is new.")
        private String region;

        @Option(
                names = "--cluster",
                defaultValue = "default",
                description = "Likewise (default ${DEFAULT-VALUE}).")
        private String cluster;

        @Override
        public Integer call() {
            try (MeridianClient client = client()) {
                out().println(client.createJoinToken(region, cluster).path("token").asString());
                return 0;
            }
        }
    }
}
