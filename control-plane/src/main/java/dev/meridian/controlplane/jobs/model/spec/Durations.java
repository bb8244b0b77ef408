package dev.meridian.controlplane.jobs.model.spec;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Durations as people write them: `15s`, `10m`, `2h`, `1d`, also together: `1h30m`.
public final class Durations {

    private static final Pattern TEXT =
            Pattern.compile("(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?");
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Durations() {}

    /// @throws NumberFormatException when the text is no duration
    public static Duration parse(String text) {
        Matcher m = TEXT.matcher(text);
        if (text.isEmpty() || !m.matches()) {
            throw new NumberFormatException("no duration: " + text);
        }
        return Duration.ofSeconds(
                number(m.group(1)) * DAY
                        + number(m.group(2)) * HOUR
                        + number(m.group(3)) * MINUTE
                        + number(m.group(4)));
    }

    /// In the largest unit that divides it, so that what was read is written alike.
    public static String text(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds != 0 && seconds % DAY == 0) {
            return seconds / DAY + "d";
        }
        if (seconds != 0 && seconds % HOUR == 0) {
            return seconds / HOUR + "h";
        }
        return seconds != 0 && seconds % MINUTE == 0 ? seconds / MINUTE + "m" : seconds + "s";
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
