package dev.meridian.controlplane.commands;

import dev.meridian.controlplane.commands.outcome.Rival;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The value of `--policies`: `first-fit,meridian`.
final class Rivals {
    private Rivals() {}

    /// All where nothing is said.
    static List<Rival> of(Options options) {
        String text = options.text("policies", "");
        return text.isEmpty()
                ? List.of(Rival.values())
                : Arrays.stream(text.split(",")).map(String::strip).map(Rivals::named).toList();
    }

    private static Rival named(String name) {
        return Arrays.stream(Rival.values())
                .filter(rival -> word(rival).equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new UsageError(
                                "--policies are some of %s, and not `%s`."
                                        .formatted(
                                                Arrays.stream(Rival.values())
                                                        .map(Rivals::word)
                                                        .collect(Collectors.joining(", ")),
                                                name)));
    }

    private static String word(Rival rival) {
        return rival.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
