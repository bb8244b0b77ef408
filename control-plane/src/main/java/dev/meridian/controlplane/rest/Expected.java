package dev.meridian.controlplane.rest;

import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Says what a parameter of a type looks like.
final class Expected {

    private Expected() {}

    static String of(@Nullable Class<?> type) {
        if (type == null) {
            return "";
        }
        if (type.isEnum()) {
            return "give one of " + Arrays.toString(type.getEnumConstants());
        }
        if (type == UUID.class) {
            return "give an id, as in 01976ff2-8a5c-7000-8000-000000000000";
        }
        if (type == Instant.class) {
            return "give a time, as in 2026-12-01T08:00:00Z";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "give true or false";
        }
        return type == int.class
                        || type == Integer.class
                        || type == long.class
                        || type == Long.class
                ? "give a whole number"
                : "";
    }
}
