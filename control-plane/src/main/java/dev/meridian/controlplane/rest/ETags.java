package dev.meridian.controlplane.rest;

import org.jspecify.annotations.Nullable;

/// From versions to ETags and back.
public final class ETags {

    private ETags() {}

    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /// The version of an `If-Match`; null when there is none, or `*`.
    public static @Nullable Long expected(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return null;
        }
        try {
            return Long.parseLong(ifMatch.replace("W/", "").replace("\"", "").strip());
        } catch (NumberFormatException _) {
            // not one of ours, so it cannot match
            return -1L;
        }
    }
}
