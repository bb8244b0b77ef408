package dev.meridian.swarm.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a pretended task does, step after step; after the last it exits with 0.
public record Play(List<Step> steps) {

    public sealed interface Step {}

    public record Sleep(long millis) implements Step {}

    /// A line on its standard output.
    public record Say(String line) implements Step {}

    public record Exit(int code) implements Step {}

    private static final double MILLIS = 1000;

    public Play {
        steps = List.copyOf(steps);
    }

    /// Runs for a time, then exits.
    public static Play run(long millis, int exitCode) {
        return new Play(List.of(new Sleep(millis), new Exit(exitCode)));
    }

    /// A command made of nothing but `sleep`, `echo`, `exit`, `true` and `false` is played as it
    /// stands, so that many a job file needs no script.
    ///
    /// @return empty for any other command
    public static Optional<Play> of(List<String> command) {
        boolean shell =
                command.size() == 3
                        && command.getFirst().matches("(/bin/)?(ba|da)?sh")
                        && command.get(1).equals("-c");
        String text = shell ? command.getLast() : String.join(" ", command);
        List<Step> steps = new ArrayList<>();
        for (String part : text.strip().split("\\s*(;|&&|\n)\\s*")) {
            Optional<Step> step = step(part.strip());
            if (step.isEmpty()) {
                return Optional.empty();
            }
            steps.add(step.get());
        }
        return Optional.of(new Play(steps));
    }

    private static Optional<Step> step(String words) {
        String word = words.split("\\s", 2)[0];
        String rest = words.substring(word.length()).strip();
        return switch (word) {
            case "sleep" -> number(rest).map(seconds -> new Sleep((long) (seconds * MILLIS)));
            case "echo" -> Optional.of(new Say(rest.replaceAll("^(['\"])(.*)\\1$", "$2")));
            case "exit" -> number(rest).map(code -> new Exit(code.intValue()));
            case "true" -> Optional.of(new Sleep(0));
            case "false" -> Optional.of(new Exit(1));
            default -> Optional.empty();
        };
    }

    private static Optional<Double> number(String text) {
        return text.matches("\\d{1,9}(\\.\\d+)?")
                ? Optional.of(Double.valueOf(text))
                : Optional.empty();
    }
}
