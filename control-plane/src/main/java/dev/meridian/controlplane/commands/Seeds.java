package dev.meridian.controlplane.commands;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/// Seeds as people write them: `42..46` or `42,43`.
final class Seeds {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})\\.\\.(\\d{1,9})");
    private static final Pattern LIST = Pattern.compile("\\d{1,9}(,\\d{1,9})*");
    private static final int MOST = 1000;

    private Seeds() {}

    static List<Long> of(String text) {
        Matcher range = RANGE.matcher(text);
        if (range.matches()) {
            long first = Long.parseLong(range.group(1));
            long last = Long.parseLong(range.group(2));
            if (first <= last && last - first < MOST) {
                return LongStream.rangeClosed(first, last).boxed().toList();
            }
        } else if (LIST.matcher(text).matches()) {
            return Arrays.stream(text.split(",")).map(Long::valueOf).toList();
        }
        throw new UsageError(
                "--seeds wants numbers as in 42..46 or 42,43, and not `%s`.".formatted(text));
    }
}
