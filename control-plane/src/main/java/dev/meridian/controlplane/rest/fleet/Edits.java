package dev.meridian.controlplane.rest.fleet;

import dev.meridian.controlplane.fleet.model.Edit;
import dev.meridian.controlplane.kernel.model.Refusal;
import dev.meridian.controlplane.rest.ProblemKind;
import dev.meridian.controlplane.rest.RefusedRequest;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;

/// From versions to ETags and back, and from edits that failed to problems.
final class Edits {

    private Edits() {}

    /// @param value as it is now
    record Done<T>(T value, HttpStatus status) {}

    /// @throws RefusedRequest when the edit was not done
    static <T> Done<T> done(Edit<T> edit) {
        return switch (edit) {
            case Edit.Created<T>(T value) -> new Done<>(value, HttpStatus.CREATED);
            case Edit.Changed<T>(T value) -> new Done<>(value, HttpStatus.OK);
            case Edit.Stale<T>(long version) -> throw RefusedRequest.stale(version);
            case Edit.Missing<T>(String what) ->
                    throw new RefusedRequest(ProblemKind.NOT_FOUND, sentence(what));
            case Edit.Refused<T>(String why) ->
                    throw new RefusedRequest(ProblemKind.CONFLICT, sentence(why));
        };
    }

    /// Builds a value of the body; what its constructor refuses is the caller's mistake.
    static <T> T valid(String pointer, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new RefusedRequest(
                    ProblemKind.IMPOSSIBLE,
                    List.of(Refusal.of(pointer, sentence(String.valueOf(e.getMessage())))));
        }
    }

    private static String sentence(String text) {
        String first = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
        return first.endsWith(".") ? first : first + ".";
    }
}
