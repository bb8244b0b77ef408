package dev.meridian.cli.verb;

import dev.meridian.cli.Exit;
import dev.meridian.cli.client.Unusable;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The shells ask the command itself what may come next, so that the names of jobs and nodes
/// complete as well as the words of the command.
final class Completion extends Verb {

    private static final String BASH =
            """
            _meridian() {
                local IFS=$'\\n'
                COMPREPLY=($(compgen -W "$(meridian completion --next -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -o default -F _meridian meridian
            """;
    private static final String ZSH =
            """
            #compdef meridian
            _meridian() {
                local -a candidates
                candidates=("${(@f)$(meridian completion --next -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
                compadd -a candidates || _files
            }
            compdef _meridian meridian
            """;
    private static final String FISH =
            """
            function __meridian_next
                set -l words (commandline -opc) (commandline -ct)
                meridian completion --next -- $words[2..-1] 2>/dev/null
            end
            complete -c meridian -a '(__meridian_next)'
            """;

    private final OptionSpec next =
            flag(
                    "Print what may stand in the place of the last word; the scripts use it.",
                    "--next");
    private final PositionalParamSpec words = parameter(0, "0..*", "SHELL", "bash, zsh or fish.");

    Completion() {
        super(
                "source <(meridian completion bash)",
                "meridian completion zsh > ~/.zfunc/_meridian",
                "meridian completion fish > ~/.config/fish/completions/meridian.fish");
    }

    @Override
    int run(Session session) {
        if (is(next)) {
            Candidates.of(all(words), session).forEach(session.out()::println);
            return Exit.DONE;
        }
        session.out()
                .print(
                        switch (String.join(" ", all(words))) {
                            case "bash" -> BASH;
                            case "zsh" -> ZSH;
                            case "fish" -> FISH;
                            default ->
                                    throw new Unusable(
                                            "Say for which shell: "
                                                    + List.of("bash", "zsh", "fish")
                                                    + ".");
                        });
        return Exit.DONE;
    }
}
