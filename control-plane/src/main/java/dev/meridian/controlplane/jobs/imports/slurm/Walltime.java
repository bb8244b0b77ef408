package dev.meridian.controlplane.jobs.imports.slurm;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Time limits: `30`, `30:00`, `12:30:00`, `2-12`, `2-12:30`, `2-12:30:00`.
final class Walltime {

    private static final Pattern DAYS =
            Pattern.compile("(\\d{1,5})-(\\d{1,5})(?::(\\d{1,5}))?(?::(\\d{1,5}))?");
    private static final Pattern HOURS =
            Pattern.compile("(\\d{1,7})(?::(\\d{1,5}))?(?::(\\d{1,5}))?");

    private Walltime() {}

    /// Empty when there is no limit.
    static Optional<Duration> of(Option option) {
        String text = option.value();
        if (text.equalsIgnoreCase("unlimited")
                || text.equalsIgnoreCase("infinite")
                || text.equals("0")
                || text.equals("-1")) {
            return Optional.empty();
        }
        Matcher days = DAYS.matcher(text);
        if (days.matches()) {
            return Optional.of(
                    Duration.ofDays(part(days, 1))
                            .plusHours(part(days, 2))
                            .plusMinutes(part(days, 3))
                            .plusSeconds(part(days, 4)));
        }
        Matcher hours = HOURS.matcher(text);
        if (!hours.matches()) {
            throw option.wrong("a time limit such as 90, 12:30:00 or 2-12:00:00");
        }
        return Optional.of(
                hours.group(3) == null
                        ? Duration.ofMinutes(part(hours, 1)).plusSeconds(part(hours, 2))
                        : Duration.ofHours(part(hours, 1))
                                .plusMinutes(part(hours, 2))
                                .plusSeconds(part(hours, 3)));
    }

    private static long part(Matcher matcher, int group) {
        String digits = matcher.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
