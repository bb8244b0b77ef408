package dev.meridian.controlplane.console.node;

import dev.meridian.controlplane.console.failing.RefusedPage;
import java.time.Duration;
import java.util.Arrays;

/// How far back plots reach.
enum Range {
    QUARTER("15m", "15 min", Duration.ofMinutes(15)),
    HOUR("1h", "1 h", Duration.ofHours(1)),
    MORNING("6h", "6 h", Duration.ofHours(6)),
    DAY("24h", "24 h", Duration.ofHours(24)),
    WEEK("7d", "7 days", Duration.ofDays(7));

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

    Duration length() {
        return length;
    }

    static Range parse(String key) {
        return Arrays.stream(values())
                .filter(range -> range.key.equals(key))
                .findFirst()
                .orElseThrow(() ->
                        RefusedPage.unreadable(
                                "There is no range \"" + key + "\"; take 15m, 1h, 6h, 24h or 7d."));
    }
}
