package dev.meridian.controlplane.rest;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Limits and cursors of lists.
final class Cursors {

    static final String USUAL = "100";
    private static final int MOST = 1_000;

    private Cursors() {}

    static int limit(int asked) {
        if (asked < 1 || asked > MOST) {
            throw RefusedRequest.parameter("limit", "limit is " + asked, "give 1 to " + MOST);
        }
        return asked;
    }

    /// @param page throws IllegalArgumentException when the cursor is none of ours
    static <T> T page(@Nullable String cursor, Supplier<T> page) {
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
