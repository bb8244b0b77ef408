package dev.meridian.controlplane.rest;

import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Limits and cursors of lists.
public final class Cursors {

    static final String USUAL = "100";
    private static final int MOST = 1_000;

    private Cursors() {}

    static int limit(int asked) {
        return limit(asked, MOST);
    }

    public static int limit(int asked, int most) {
        if (asked < 1 || asked > most) {
            throw RefusedRequest.parameter("limit", "limit is " + asked, "give 1 to " + most);
        }
        return asked;
    }

    /// Of a list whose cursors are the ids of what is in it.
    public static @Nullable UUID id(@Nullable String cursor) {
        return page(cursor, () -> cursor == null ? null : UUID.fromString(cursor));
    }

    /// @param page throws IllegalArgumentException when the cursor is none of ours
    static <T extends @Nullable Object> T page(@Nullable String cursor, Supplier<T> page) {
        try {
            return page.get();
        } catch (IllegalArgumentException e) {
            if (cursor == null) {
                throw e;
            }
            throw RefusedRequest.parameter(
                    "cursor",
                    "this cursor is none of ours",
                    "give back the nextCursor of an answer, as it was");
        }
    }

    /// An event's id; 0 for none.
    static long event(String name, @Nullable String id) {
        if (id == null || id.isEmpty()) {
            return 0;
        }
        if (!id.matches("[0-9]{1,18}")) {
            throw RefusedRequest.parameter(
                    name,
                    "\""
                            + (id.length() > 40 ? id.substring(0, 40) + "…" : id)
                            + "\" names no place to go on from",
                    "give the id of the last event that was seen");
        }
        return Long.parseLong(id);
    }
}
