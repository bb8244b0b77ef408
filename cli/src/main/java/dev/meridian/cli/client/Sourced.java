package dev.meridian.cli.client;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A setting, and who said so.
record Sourced(String value, String from) {

    static @Nullable Sourced of(@Nullable String value, String from) {
        return value == null || value.isBlank() ? null : new Sourced(value.strip(), from);
    }

    static Optional<Sourced> first(@Nullable Sourced... candidates) {
        for (Sourced candidate : candidates) {
            if (candidate != null) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
