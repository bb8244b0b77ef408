package dev.meridian.controlplane.console.plots;

import dev.meridian.controlplane.console.failing.RefusedPage;
import java.time.Duration;
import java.util.Arrays;

/// How far back plots reach.
public enum Range {
    QUARTER("15m", "15 min", Duration.ofMinutes(15)),
    HOUR("1h", "1 h", Duration.ofHours(1)),
    MORNING("6h", "6 h", Duration.ofHours(6)),
    DAY("24h", "24 h", Duration.ofHours(24)),
    WEEK("7d", "7 days", Duration.ofDays(7)),
    MONTH("30d", "30 days", Duration.ofDays(30));

    private final String key;
    private final String title;
    private final Duration length;

    Range(String key, String title, Duration length) {
        this.key = key;
        this.title = title;
        this.length = length;
    }

    public String key() {
        return key;
    }

    public String title() {
        return title;
    }

    public Duration length() {
        return length;
    }

    public static Range parse(String key) {
        return Arrays.stream(values())
                .filter(range -> range.key.equals(key))
                .findFirst()
                .orElseThrow(() ->
                        RefusedPage.unreadable(
                                "There is no range \""
                                        + key
                                        + "\"; take 15m, 1h, 6h, 24h, 7d or 30d."));
    }
}
