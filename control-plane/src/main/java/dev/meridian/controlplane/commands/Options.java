package dev.meridian.controlplane.commands;

import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The words after a command: `--name=value`.
final class Options {
    private final Map<String, String> values;

    private Options(Map<String, String> values) {
        this.values = values;
    }

    static Options of(List<String> words) {
        Map<String, String> values = new HashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (!word.startsWith("--") || equals < 3) {
                throw new UsageError(
                        "`%s` is not understood: options are written --name=value."
                                .formatted(word));
            }
            if (values.put(word.substring(2, equals), word.substring(equals + 1)) != null) {
                throw new UsageError("--%s is there twice.".formatted(word.substring(2, equals)));
            }
        }
        return new Options(values);
    }

    /// @throws UsageError when there is another one
    void allow(Set<String> names) {
        for (String name : values.keySet()) {
            if (!names.contains(name)) {
                throw new UsageError("There is no option --%s.".formatted(name));
            }
        }
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    Optional<Path> file(String name) {
        return Optional.ofNullable(values.get(name)).map(Path::of);
    }

    int number(String name, int otherwise, int most) {
        return number(name, otherwise, 1, most);
    }

    private int number(String name, int otherwise, int least, int most) {
        String text = values.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw new UsageError(
                "--%s wants a whole number from %d to %,d, and not `%s`."
                        .formatted(name, least, most, text));
    }

    /// Several, with commas between them.
    ///
    /// @param otherwise where there is none, written likewise
    List<Integer> numbers(String name, String otherwise, int most) {
        return numbers(name, otherwise, 1, most);
    }

    List<Integer> numbers(String name, String otherwise, int least, int most) {
        return Arrays.stream(values.getOrDefault(name, otherwise).split(",", -1))
                .map(word -> new Options(Map.of(name, word.strip())).number(name, 1, least, most))
                .toList();
    }

    /// As people write it: `15m`, `1h`, `90s`, `1d`.
    Duration duration(String name, Duration otherwise) {
        String text = values.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            String upper = text.strip().toUpperCase(Locale.ROOT);
            Duration duration = Duration.parse(upper.endsWith("D") ? "P" + upper : "PT" + upper);
            if (duration.toSeconds() >= 1) {
                return duration;
            }
        } catch (DateTimeParseException _) {
            // said below
        }
        throw new UsageError(
                "--%s wants a duration of a second or more like 15m, 1h or 90s, and not `%s`."
                        .formatted(name, text));
    }
}
