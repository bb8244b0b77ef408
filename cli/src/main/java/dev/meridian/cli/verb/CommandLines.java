package dev.meridian.cli.verb;

import dev.meridian.cli.Exit;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// Makes of a line of words what picocli can take apart, with no more verbs than it needs.
public final class CommandLines {

    private CommandLines() {}

    /// @param words what was typed after `meridian`
    public static CommandLine of(List<String> words, Session session) {
        Optional<Entry> meant =
                words.isEmpty() ? Optional.empty() : Catalogue.find(words.getFirst());
        CommandLine root = root();
        if (meant.isPresent() && !meant.get().name().equals("help")) {
            add(root, meant.get());
        } else if (!words.isEmpty() && !isHelp(words.getFirst())) {
            Catalogue.all().forEach(entry -> add(root, entry));
        }
        return root.setExecutionStrategy(parsed -> execute(parsed, session));
    }

    /// With all verbs, for documents and completion.
    static CommandLine all() {
        CommandLine root = root();
        Catalogue.all().forEach(entry -> add(root, entry));
        return root;
    }

    private static boolean isHelp(String word) {
        return word.equals("-h") || word.equals("--help") || word.equals("--version");
    }

    private static CommandLine root() {
        CommandSpec spec = CommandSpec.create().name("meridian");
        spec.addOption(
                OptionSpec.builder("-h", "--help")
                        .type(boolean.class)
                        .description("This text.")
                        .build());
        spec.addOption(
                OptionSpec.builder("-V", "--version")
                        .type(boolean.class)
                        .description("The version.")
                        .build());
        spec.usageMessage().synopsisSubcommandLabel("VERB").width(Verb.WIDTH);
        return new CommandLine(spec)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(Verb.WIDTH);
    }

    private static void add(CommandLine parent, Entry entry) {
        CommandSpec spec = entry.verb().get().spec().name(entry.name());
        spec.usageMessage().description(entry.says());
        var line = new CommandLine(spec);
        entry.children().forEach(child -> add(line, child));
        parent.addSubcommand(entry.name(), line);
    }

    private static int execute(ParseResult parsed, Session session) {
        Integer helped = CommandLine.executeHelpRequest(parsed);
        if (helped != null) {
            return helped;
        }
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        if (!(last.commandSpec().userObject() instanceof Verb verb)) {
            return root(parsed, session);
        }
        try {
            return verb.start(session);
        } catch (CommandLine.ParameterException e) {
            throw e;
        } catch (Exception e) {
            throw new ExecutionException(last.commandSpec().commandLine(), "failed", e);
        }
    }

    /// `meridian` alone is a question, too.
    private static int root(ParseResult parsed, Session session) {
        if (parsed.hasMatchedOption("--version")) {
            session.out().println(Version.TEXT);
            return Exit.DONE;
        }
        Overview.print(session.out());
        return parsed.hasMatchedOption("--help") ? Exit.DONE : Exit.USAGE;
    }
}
