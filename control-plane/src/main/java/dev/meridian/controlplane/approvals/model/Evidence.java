package dev.meridian.controlplane.approvals.model;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Why something is proposed.
///
/// @param figures counts and shares by name, `leaseLosses`
/// @param items what happened, newest first
public record Evidence(Map<String, Double> figures, List<Item> items) {
    public static final Evidence NONE = new Evidence(Map.of(), List.of());

    public Evidence {
        figures = Collections.unmodifiableMap(new TreeMap<>(figures));
        items = List.copyOf(items);
    }

    /// @param at when it happened; null where that says nothing
    /// @param link where more of it is told, a path below `/api/v1`: `/jobs/0197…`
    public record Item(String sentence, @Nullable Instant at, @Nullable String link) {

        public static Item of(String sentence) {
            return new Item(sentence, null, null);
        }
    }
}
