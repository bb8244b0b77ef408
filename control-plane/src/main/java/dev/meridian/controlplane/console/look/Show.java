package dev.meridian.controlplane.console.look;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// For templates, as `show`: quantities and times in words, the same on every page.
///
/// What is not known is a dash.
@Component
public class Show {
    static final String UNKNOWN = "–";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
    private static final double STEP = 1024;

    private final Clock clock;

    Show(Clock clock) {
        this.clock = clock;
    }

    /// `1,234,567`
    public String count(@Nullable Number number) {
        return number == null ? UNKNOWN : String.format(Locale.ROOT, "%,d", number.longValue());
    }

    /// `12.5`, with no more digits than it has and at most two.
    public String number(@Nullable Number number) {
        if (number == null) {
            return UNKNOWN;
        }
        String text = String.format(Locale.ROOT, "%,.2f", number.doubleValue());
        return text.replaceAll("\\.?0+$", "");
    }

    /// `12.5 cores`
    public String cores(@Nullable Number cores) {
        return cores == null
                ? UNKNOWN
                : number(cores) + (cores.doubleValue() == 1 ? " core" : " cores");
    }

    /// `1.5 GiB`
    public String bytes(@Nullable Number bytes) {
        if (bytes == null) {
            return UNKNOWN;
        }
        double left = bytes.doubleValue();
        int unit = 0;
        while (Math.abs(left) >= STEP && unit < UNITS.length - 1) {
            left /= STEP;
            unit++;
        }
        String digits =
                String.format(Locale.ROOT, unit == 0 || left >= 100 ? "%.0f" : "%.1f", left);
        return digits.replaceAll("\\.0$", "") + " " + UNITS[unit];
    }

    /// Of mebibytes: `512 GiB`.
    public String mebibytes(@Nullable Number mebibytes) {
        return mebibytes == null ? UNKNOWN : bytes(mebibytes.doubleValue() * STEP * STEP);
    }

    /// Of US dollars: `$1,234.50`; cents are counted as finely as they matter.
    public String money(@Nullable Number dollars) {
        if (dollars == null) {
            return UNKNOWN;
        }
        double amount = dollars.doubleValue();
        boolean small = amount != 0 && Math.abs(amount) < 0.1;
        return small
                ? String.format(Locale.ROOT, "$%.4f", amount).replaceAll("0{1,2}$", "")
                : String.format(Locale.ROOT, "$%,.2f", amount);
    }

    /// Of a part of one: `45 %`.
    public String percent(@Nullable Number part) {
        if (part == null || Double.isNaN(part.doubleValue())) {
            return UNKNOWN;
        }
        return String.format(Locale.ROOT, "%.0f %%", part.doubleValue() * 100);
    }

    /// `2 h 5 min`, the two greatest units of it.
    public String duration(@Nullable Duration duration) {
        if (duration == null) {
            return UNKNOWN;
        }
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return two(seconds / 60, "min", seconds % 60, "s");
        }
        if (seconds < 86_400) {
            return two(seconds / 3600, "h", seconds % 3600 / 60, "min");
        }
        return two(seconds / 86_400, "d", seconds % 86_400 / 3600, "h");
    }

    private static String two(long great, String unit, long small, String smaller) {
        return great + " " + unit + (small == 0 ? "" : " " + small + " " + smaller);
    }

    /// `2026-11-21 15:27:58 UTC`
    public String time(@Nullable Instant at) {
        return at == null ? UNKNOWN : TIME.format(at);
    }

    /// For `datetime` attributes.
    public String iso(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /// `3 min ago`, `in 2 h`; the page's fragment `ago` has the full time beside it.
    public String ago(@Nullable Instant at) {
        if (at == null) {
            return UNKNOWN;
        }
        Duration since = Duration.between(at, clock.instant());
        if (since.isNegative()) {
            return "in " + rough(since.negated());
        }
        return since.toSeconds() < 2 ? "now" : rough(since) + " ago";
    }

    private String rough(Duration duration) {
        String words = duration(duration);
        String[] parts = words.split(" ");
        return parts.length <= 2 ? words : parts[0] + " " + parts[1];
    }
}
