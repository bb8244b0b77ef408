package dev.meridian.controlplane.jobs.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Many rows as one array for each column, so that one statement writes them all whatever their
/// number.
///
/// ```
/// update t set … from %s where t.id = v.id      -- %s: Columns.of(rows).uuids("id", Row::id).relation()
/// ```
final class Columns<T> {
    private final List<T> rows;
    private final Map<String, Object> arrays = new LinkedHashMap<>();
    private final List<String> casts = new ArrayList<>();

    private Columns(List<T> rows) {
        this.rows = rows;
    }

    static <T> Columns<T> of(List<T> rows) {
        return new Columns<>(rows);
    }

    Columns<T> uuids(String name, Function<T, @Nullable UUID> value) {
        return texts(name, "uuid", row -> value.apply(row));
    }

    Columns<T> texts(String name, Function<T, @Nullable String> value) {
        return texts(name, "text", row -> value.apply(row));
    }

    Columns<T> json(String name, Function<T, @Nullable String> value) {
        return texts(name, "jsonb", row -> value.apply(row));
    }

    Columns<T> times(String name, Function<T, @Nullable Instant> value) {
        return texts(name, "timestamptz", row -> value.apply(row));
    }

    Columns<T> ints(String name, Function<T, @Nullable Integer> value) {
        return put(name, "int4", rows.stream().map(value).toArray(Integer[]::new));
    }

    Columns<T> longs(String name, Function<T, @Nullable Long> value) {
        return put(name, "int8", rows.stream().map(value).toArray(Long[]::new));
    }

    Columns<T> doubles(String name, Function<T, @Nullable Double> value) {
        return put(name, "float8", rows.stream().map(value).toArray(Double[]::new));
    }

    Columns<T> booleans(String name, Function<T, @Nullable Boolean> value) {
        return put(name, "bool", rows.stream().map(value).toArray(Boolean[]::new));
    }

    /// `unnest(…) as v(…)`, the columns in the order in which they were named.
    String relation() {
        return "unnest(%s) as v(%s)"
                .formatted(String.join(", ", casts), String.join(", ", arrays.keySet()));
    }

    Map<String, Object> parameters() {
        return arrays;
    }

    private Columns<T> texts(String name, String type, Function<T, @Nullable Object> value) {
        return put(
                name,
                type,
                rows.stream()
                        .map(value)
                        .map(each -> each == null ? null : each.toString())
                        .toArray(String[]::new));
    }

    private Columns<T> put(String name, String type, Object array) {
        arrays.put(name, array);
        casts.add("cast(:%s as %s[])".formatted(name, type));
        return this;
    }
}
