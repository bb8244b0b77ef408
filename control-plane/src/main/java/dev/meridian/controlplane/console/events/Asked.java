package dev.meridian.controlplane.console.events;

import dev.meridian.controlplane.console.failing.RefusedPage;
import dev.meridian.controlplane.console.look.Filters;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What parameters of the events say.
final class Asked {
    private static final int LONGEST_ID = 18;

    private Asked() {}

    static @Nullable UUID id(Filters filters, String name) {
        String text = filters.value(name);
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw RefusedPage.unreadable(
                    "A " + name + " is named by its id, not by \"" + text + "\".");
        }
    }

    /// A point in time, or one as a browser's field gives it, which is UTC here.
    static @Nullable Instant time(Filters filters, String name) {
        String text = filters.value(name);
        if (text == null) {
            return null;
        }
        try {
            return text.toUpperCase(Locale.ROOT).endsWith("Z")
                    ? Instant.parse(text)
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException _) {
            throw RefusedPage.unreadable(
                    name + " cannot be \"" + text + "\"; write it as 2026-11-21T15:00:00Z.");
        }
    }

    /// The id of the last event of the page before; 0: from the newest.
    static long cursor(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return 0;
        }
        if (text.length() > LONGEST_ID || !text.chars().allMatch(Character::isDigit)) {
            throw RefusedPage.unreadable("This cursor is none that a list has given.");
        }
        return Long.parseLong(text);
    }
}
