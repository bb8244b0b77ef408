package dev.meridian.cli.verb;

import dev.meridian.cli.Exit;
import picocli.CommandLine;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

final class Help extends Verb {

    private final PositionalParamSpec verbs =
            parameter(0, "0..*", "VERB", "One, or a group and one of its own.");

    @Override
    int run(Session session) {
        CommandLine line = CommandLines.all();
        if (all(verbs).isEmpty()) {
            Overview.print(session.out());
            return Exit.DONE;
        }
        for (String verb : all(verbs)) {
            CommandLine next = line.getSubcommands().get(verb);
            if (next == null) {
                throw new ParameterException(
                        spec().commandLine(),
                        "There is no verb '" + verb + "': see 'meridian help'.");
            }
            line = next;
        }
        line.usage(session.out());
        return Exit.DONE;
    }
}
