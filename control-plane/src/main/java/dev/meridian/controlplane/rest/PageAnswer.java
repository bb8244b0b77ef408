package dev.meridian.controlplane.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.meridian.controlplane.jobs.model.view.Page;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A part of a list.
///
/// @param nextCursor to ask for what follows; absent at the end
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PageAnswer<T>(List<T> items, @Nullable String nextCursor) {

    /// A list so short that it comes whole.
    public static <T> PageAnswer<T> whole(List<T> items) {
        return new PageAnswer<>(items, null);
    }

    /// @param found one more than `limit` where the list goes on
    /// @param id of the last one told, from which the list goes on
    public static <V, T> PageAnswer<T> of(
            List<V> found, int limit, Function<V, T> answer, Function<V, UUID> id) {
        return new PageAnswer<>(
                found.stream().limit(limit).map(answer).toList(),
                found.size() > limit ? id.apply(found.get(limit - 1)).toString() : null);
    }

    static <V, T> PageAnswer<T> of(Page<V> page, Function<V, T> answer) {
        return new PageAnswer<>(
                page.items().stream().map(answer).toList(), page.nextCursor().orElse(null));
    }
}
