package dev.meridian.controlplane.console.look;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Paths that a request may name to be led to: ours, never another site's.
public final class OwnPath {
    private static final Pattern OURS =
            Pattern.compile("/([^/\\\\\\s\\p{Cntrl}][^\\\\\\s\\p{Cntrl}]*)?");

    private OwnPath() {}

    /// The path that was asked for when it is one of our own.
    public static String or(@Nullable String asked, String otherwise) {
        return asked != null && OURS.matcher(asked).matches() ? asked : otherwise;
    }
}
