package dev.meridian.controlplane.rest.tenancy;

import dev.meridian.controlplane.projects.model.Edit;
import dev.meridian.controlplane.rest.ProblemKind;
import dev.meridian.controlplane.rest.RefusedRequest;
import org.jspecify.annotations.Nullable;

/// From versions to ETags and back, and from edits that failed to problems.
final class Edits {

    private Edits() {}

    /// @param what names the thing: `project "nlp"`
    /// @throws RefusedRequest when the edit was not done
    static <T> T done(Edit<T> edit, String what) {
        return switch (edit) {
            case Edit.Done<T>(T now) -> now;
            case Edit.Missing<T>() -> throw RefusedRequest.notFound(what);
            case Edit.Stale<T>(long version) -> throw RefusedRequest.stale(version);
            case Edit.Conflicting<T>(String sentence) ->
                    throw new RefusedRequest(ProblemKind.CONFLICT, sentence);
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
