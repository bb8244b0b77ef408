package dev.meridian.cli;

import dev.meridian.cli.client.Refused;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The `meridian` command, a client of the REST API.
///
/// Exit codes: 0 done · 1 a followed job did not succeed · 2 wrong usage · 3 the control plane
/// refused · 4 it did not answer, or failed itself.
@Command(
        name = "meridian",
        description = "Hands jobs to a Meridian control plane and tells what became of them.",
        mixinStandardHelpOptions = true,
        version = "meridian 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            SubmitCommand.class,
            PlanCommand.class,
            GetCommand.class,
            DescribeCommand.class,
            ExplainCommand.class,
            LogsCommand.class,
            CancelCommand.class,
            RetryCommand.class,
            NodesCommand.class,
            JoinTokenCommand.class
        })
public final class Meridian {

    static final int NOT_SUCCEEDED = 1;
    static final int REFUSED = 3;
    static final int NO_ANSWER = 4;

    static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Meridian())
                .setExecutionExceptionHandler(Meridian::tell)
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    private static int tell(Exception failure, CommandLine command, CommandLine.ParseResult ignored)
            throws Exception {
        if (!(failure instanceof Refused refused)) {
            throw failure;
        }
        command.getErr().println(refused.problem().text());
        command.getErr().flush();
        int status = refused.problem().status();
        return status == 0 || status >= 500 ? NO_ANSWER : REFUSED;
    }
}
