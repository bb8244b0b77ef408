package dev.meridian.cli.verb;

import dev.meridian.cli.client.Connection;
import dev.meridian.cli.client.Unusable;
import dev.meridian.cli.output.Format;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// What the command can be told to do.
///
/// Options are declared by calls and not by annotations: reading annotations takes the JVM longer
/// than the rest of a start.
abstract class Verb {

    static final int WIDTH = 100;

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
    private @Nullable OptionSpec url;
    private @Nullable OptionSpec token;
    private @Nullable OptionSpec context;
    private @Nullable OptionSpec output;

    Verb(String... examples) {
        spec.usageMessage().abbreviateSynopsis(true).width(WIDTH);
        if (examples.length > 0) {
            spec.usageMessage().footer(footer(examples));
        }
        add(OptionSpec.builder("-h", "--help").usageHelp(true).description("This text."));
    }

    private static String[] footer(String... examples) {
        String[] lines = new String[examples.length + 1];
        lines[0] = "%nExamples:";
        for (int i = 0; i < examples.length; i++) {
            lines[i + 1] = "  " + examples[i].replace("%", "%%");
        }
        return lines;
    }

    /// Does it.
    ///
    /// @return one of [Exit]
    abstract int run(Session session) throws Exception;

    final CommandSpec spec() {
        return spec;
    }

    final int start(Session session) throws Exception {
        session.asks(new Connection.Asked(text(url), text(token), text(context)));
        return run(session);
    }

    /// With the options that say whom to talk to.
    final void talks() {
        url = option("URL", "The control plane, instead of the context's.", "--url");
        token = option("TOKEN", "The API token, instead of the context's.", "--token");
        context = option("NAME", "One of your contexts (see 'meridian context').", "--context");
    }

    /// With the option that says how to print.
    final void prints(Format standard) {
        output =
                add(
                        OptionSpec.builder("-o", "--output")
                                .paramLabel("FORMAT")
                                .type(String.class)
                                .completionCandidates(
                                        List.of("table", "wide", "json", "yaml", "name"))
                                .description(
                                        "table, wide, json, yaml or name; "
                                                + lower(standard)
                                                + " by default."));
    }

    final Format format(Format standard) {
        String given = text(output);
        for (Format format : Format.values()) {
            if (given != null && lower(format).equals(given)) {
                return format;
            }
        }
        if (given != null) {
            throw new Unusable(
                    "There is no output '" + given + "': it is table, wide, json, yaml or name.");
        }
        return standard;
    }

    private static String lower(Format format) {
        return format.name().toLowerCase(java.util.Locale.ROOT);
    }

    final OptionSpec flag(String says, String... names) {
        return add(OptionSpec.builder(names).type(boolean.class).description(says));
    }

    final OptionSpec option(String label, String says, String... names) {
        return add(
                OptionSpec.builder(names).type(String.class).paramLabel(label).description(says));
    }

    /// May be given more than once.
    final OptionSpec options(String label, String says, String... names) {
        return add(
                OptionSpec.builder(names)
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .paramLabel(label)
                        .description(says));
    }

    final OptionSpec number(int standard, String says, String... names) {
        return add(
                OptionSpec.builder(names)
                        .type(int.class)
                        .paramLabel("N")
                        .defaultValue(Integer.toString(standard))
                        .description(says + (standard == 0 ? "." : " (" + standard + ").")));
    }

    private OptionSpec add(OptionSpec.Builder builder) {
        OptionSpec option = builder.build();
        spec.addOption(option);
        return option;
    }

    /// @param arity as picocli has it: `1`, `0..1`, `1..*`
    final PositionalParamSpec parameter(int index, String arity, String label, String says) {
        boolean many = arity.endsWith("*");
        PositionalParamSpec parameter =
                PositionalParamSpec.builder()
                        .index(many ? index + "..*" : Integer.toString(index))
                        .arity(arity)
                        .type(many ? List.class : String.class)
                        .auxiliaryTypes(String.class)
                        .paramLabel(label)
                        .description(says)
                        .build();
        spec.addPositional(parameter);
        return parameter;
    }

    static boolean is(OptionSpec flag) {
        Boolean set = flag.getValue();
        return set != null && set;
    }

    static @Nullable String text(@Nullable OptionSpec option) {
        return option == null ? null : option.getValue();
    }

    static String text(@Nullable OptionSpec option, String otherwise) {
        String given = text(option);
        return given == null ? otherwise : given;
    }

    static int number(OptionSpec option) {
        Integer given = option.getValue();
        return given == null ? 0 : given;
    }

    static String one(PositionalParamSpec parameter) {
        String given = parameter.getValue();
        return given == null ? "" : given;
    }

    static List<String> all(OptionSpec option) {
        List<String> given = option.getValue();
        return given == null ? List.of() : given;
    }

    static List<String> all(PositionalParamSpec parameter) {
        List<String> given = parameter.getValue();
        return given == null ? List.of() : given;
    }
}
