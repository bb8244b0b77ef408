package dev.meridian.controlplane.jobs.imports;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Words for a shell.
public final class Shell {

    private static final Set<String> KNOWN = Set.of("sh", "bash", "dash", "ash", "ksh", "zsh");

    private Shell() {}

    /// Whether this program takes a script behind `-c`.
    public static boolean knows(List<String> program) {
        String path = program.getFirst();
        return KNOWN.contains(path.substring(path.lastIndexOf('/') + 1));
    }

    /// So that the shell takes each for one word as it is.
    public static String quoted(List<String> words) {
        return words.stream()
                .map(word ->
                        word.matches("[A-Za-z0-9_./:=@%+-]+")
                                ? word
                                : "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }
}
