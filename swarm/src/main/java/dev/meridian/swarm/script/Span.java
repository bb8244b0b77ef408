package dev.meridian.swarm.script;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A time as people write it: `500ms`, `10s`, `2m`, `1h`.
public record Span(long millis) {
    private static final Pattern SHAPE = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h)");

    /// @throws IllegalArgumentException with a sentence for people
    @JsonCreator
    public static Span of(String text) {
        Matcher matcher = SHAPE.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "a time is written as 500ms, 10s, 2m or 1h, not '" + text + "'");
        }
        long number = Long.parseLong(matcher.group(1));
        return new Span(
                switch (matcher.group(2)) {
                    case "ms" -> number;
                    case "s" -> number * 1_000;
                    case "m" -> number * 60_000;
                    default -> number * 3_600_000;
                });
    }

    @Override
    public String toString() {
        return millis % 1_000 == 0 ? millis / 1_000 + " s" : millis + " ms";
    }
}
