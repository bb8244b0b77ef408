package dev.meridian.controlplane.jobs.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/// Where a page of a list ended; callers pass it back unread.
///
/// @param at microseconds, as the database keeps them
record Cursor(Instant at, UUID id) {

    String text() {
        String plain = at.getEpochSecond() + "." + at.getNano() + "." + id;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /// @throws IllegalArgumentException when it is none of ours
    static Cursor parse(String text) {
        String[] parts = plain(text).split("\\.", 3);
        if (parts.length != 3) {
            throw unknown(null);
        }
        try {
            return new Cursor(
                    Instant.ofEpochSecond(Long.parseLong(parts[0]), Integer.parseInt(parts[1])),
                    UUID.fromString(parts[2]));
        } catch (java.time.DateTimeException | IllegalArgumentException e) {
            throw unknown(e);
        }
    }

    private static String plain(String text) {
        try {
            return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw unknown(e);
        }
    }

    private static IllegalArgumentException unknown(
            @org.jspecify.annotations.Nullable Exception cause) {
        return new IllegalArgumentException("the cursor is none that a list has given", cause);
    }
}
