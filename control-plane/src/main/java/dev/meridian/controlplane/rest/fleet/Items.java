package dev.meridian.controlplane.rest.fleet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A list as every list of the API looks; short ones come whole, with no cursor.
record Items<T>(List<T> items, @Nullable String nextCursor) {

    static <T> Items<T> whole(List<T> items) {
        return new Items<>(items, null);
    }
}
