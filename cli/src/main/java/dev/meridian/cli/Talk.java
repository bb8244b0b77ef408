package dev.meridian.cli;

import dev.meridian.cli.client.Connection;
import dev.meridian.cli.client.MeridianClient;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What every subcommand has: whom to talk to, and where to print.
abstract class Talk {

    @Spec protected CommandSpec command;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The control plane (MERIDIAN_URL, else " + Connection.DEFAULT_URL + ").")
    private @Nullable String url;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description =
                    "API token (MERIDIAN_TOKEN, else the admin token under MERIDIAN_HOME or ~/.meridian).")
    private @Nullable String token;

    MeridianClient client() {
        return new MeridianClient(Connection.find(url, token, System.getenv()));
    }

    PrintWriter out() {
        return command.commandLine().getOut();
    }
}
