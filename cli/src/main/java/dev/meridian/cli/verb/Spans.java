package dev.meridian.cli.verb;

import dev.meridian.cli.client.Unusable;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Spans of time as job specs have them.
final class Spans {

    private static final Pattern SPAN = Pattern.compile("(\\d{1,9})([smhd])");

    private Spans() {}

    /// A time, or so long from now.
    static Instant time(String text, Instant now) {
        Matcher span = SPAN.matcher(text);
        if (span.matches()) {
            long count = Long.parseLong(span.group(1));
            return now.plus(
                    switch (span.group(2)) {
                        case "s" -> Duration.ofSeconds(count);
                        case "m" -> Duration.ofMinutes(count);
                        case "h" -> Duration.ofHours(count);
                        default -> Duration.ofDays(count);
                    });
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException _) {
            throw new Unusable(
                    "'" + text + "' is no time: write 15m, 2h, 90d or 2027-01-01T00:00:00Z.");
        }
    }
}
