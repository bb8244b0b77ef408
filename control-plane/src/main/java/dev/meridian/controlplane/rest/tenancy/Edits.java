package dev.meridian.controlplane.rest.tenancy;

import dev.meridian.controlplane.projects.model.Edit;
import dev.meridian.controlplane.rest.security.Problem;
import org.jspecify.annotations.Nullable;

/// From versions to ETags and back, and from edits that failed to problems.
final class Edits {

    private Edits() {}

    /// @param what names the thing: `project "nlp"`
    /// @throws Problem.Raised when the edit was not done
    static <T> T done(Edit<T> edit, String what) {
        return switch (edit) {
            case Edit.Done<T>(T now) -> now;
            case Edit.Missing<T>() -> throw Problem.notFound("There is no " + what + ".").raised();
            case Edit.Stale<T>(long version) -> throw Problem.stale(version).raised();
            case Edit.Conflicting<T>(String sentence) -> throw Problem.conflict(sentence).raised();
        };
    }

    static String etag(long version) {
        return "\"" + version + "\"";
    }

    /// The version of an `If-Match`; null when there is none, or `*`.
    static @Nullable Long expected(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return null;
        }
        String digits = ifMatch.replace("W/", "").replace("\"", "").strip();
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException _) {
            // not one of ours, so it cannot match
            return -1L;
        }
    }
}
