package dev.meridian.cli.verb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// Holds the verbs of the reference to those that there are; `-Dmeridian.rewrite-docs=true` writes
/// them anew.
class ReferenceTest {

    private static final Path REFERENCE = Path.of("../docs/reference/cli.md");
    private static final Pattern GENERATED =
            Pattern.compile("<!-- verbs -->\n.*<!-- end of verbs -->\n", Pattern.DOTALL);

    @Test
    void theReferenceNamesEveryVerbWithAllThatItTakes() throws IOException {
        String reference = Files.readString(REFERENCE);
        String verbs = "<!-- verbs -->\n" + verbs() + "<!-- end of verbs -->\n";
        if (Boolean.getBoolean("meridian.rewrite-docs")) {
            reference = GENERATED.matcher(reference).replaceFirst(Matcher.quoteReplacement(verbs));
            Files.writeString(REFERENCE, reference);
        }
        assertThat(reference).contains(verbs);
    }

    @Test
    void everyVerbAndOptionSaysWhatItIs() {
        each(
                CommandLines.all(),
                spec -> {
                    assertThat(spec.usageMessage().description())
                            .as(spec.qualifiedName())
                            .isNotEmpty();
                    spec.args()
                            .forEach(arg ->
                                    assertThat(arg.description())
                                            .as(arg.paramLabel())
                                            .isNotEmpty());
                });
    }

    private static void each(CommandLine line, Consumer<CommandSpec> check) {
        for (CommandLine child : line.getSubcommands().values()) {
            check.accept(child.getCommandSpec());
            each(child, check);
        }
    }

    private static String verbs() {
        CommandLine all = CommandLines.all();
        var text = new StringBuilder();
        for (Section section : Catalogue.SECTIONS) {
            text.append("\n## ").append(section.title()).append('\n');
            for (Entry entry : section.entries()) {
                CommandLine line = Objects.requireNonNull(all.getSubcommands().get(entry.name()));
                verb(line, text);
                line.getSubcommands().values().forEach(child -> verb(child, text));
            }
        }
        return text.toString();
    }

    private static void verb(CommandLine line, StringBuilder text) {
        CommandSpec spec = line.getCommandSpec();
        if (!spec.subcommands().isEmpty()) {
            return;
        }
        text.append("\n### `").append(spec.qualifiedName());
        for (PositionalParamSpec each : spec.positionalParameters()) {
            String label = each.paramLabel() + (each.arity().max() > 1 ? "…" : "");
            text.append(' ').append(each.arity().min() == 0 ? "[" + label + "]" : label);
        }
        text.append("`\n\n").append(String.join(" ", spec.usageMessage().description()));
        text.append("\n\n| takes | what |\n|---|---|\n");
        spec.positionalParameters().forEach(each -> row(each.paramLabel(), each, text));
        for (OptionSpec option : spec.options()) {
            boolean usual =
                    List.of("--url", "--token", "--context", "--help")
                            .contains(option.longestName());
            if (!usual) {
                String value = option.arity().max() > 0 ? "=" + option.paramLabel() : "";
                row(String.join("`, `", option.names()) + value, option, text);
            }
        }
    }

    private static void row(String name, CommandLine.Model.ArgSpec arg, StringBuilder text) {
        text.append("| `")
                .append(name.replace("|", "\\|"))
                .append("` | ")
                .append(String.join(" ", arg.description()).replace("|", "\\|"))
                .append(" |\n");
    }
}
