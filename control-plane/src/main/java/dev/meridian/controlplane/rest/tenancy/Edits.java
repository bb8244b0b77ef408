package dev.meridian.controlplane.rest.tenancy;

import dev.meridian.controlplane.projects.model.Edit;
import dev.meridian.controlplane.rest.ProblemKind;
import dev.meridian.controlplane.rest.RefusedRequest;

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
}
