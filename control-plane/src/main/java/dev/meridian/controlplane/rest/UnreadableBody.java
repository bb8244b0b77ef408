package dev.meridian.controlplane.rest;

import dev.meridian.controlplane.jobs.spec.NearestName;
import dev.meridian.controlplane.kernel.model.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/// Says what is wrong with a body that could not be turned into what a controller wants.
final class UnreadableBody {

    private UnreadableBody() {}

    /// The refusal of a body that is too large, where that is the cause.
    static Optional<ProblemAnswer> in(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof TooLargeException tooLarge) {
                return Optional.of(tooLarge.problem());
            }
        }
        return Optional.empty();
    }

    static ProblemAnswer problem(HttpMessageNotReadableException e) {
        return switch (e.getCause()) {
            case UnrecognizedPropertyException unknown -> unknown(unknown);
            case MismatchedInputException mismatched ->
                    refused(
                            pointer(mismatched),
                            "the value has the wrong type",
                            wanted(mismatched));
            case JacksonException broken ->
                    refused("", "no JSON: " + broken.getOriginalMessage(), "");
            case null, default ->
                    ProblemAnswer.of(ProblemKind.UNPARSABLE, "The body is missing or broke off.");
        };
    }

    private static ProblemAnswer unknown(UnrecognizedPropertyException e) {
        var known = e.getKnownPropertyIds() == null ? List.<Object>of() : e.getKnownPropertyIds();
        List<String> names = known.stream().map(String::valueOf).sorted().toList();
        String hint =
                names.isEmpty()
                        ? ""
                        : "did you mean \"" + NearestName.of(e.getPropertyName(), names) + "\"?";
        return refused(pointer(e), "there is no field \"" + e.getPropertyName() + "\" here", hint);
    }

    private static String wanted(MismatchedInputException e) {
        return e.getTargetType() == null
                ? ""
                : "give " + e.getTargetType().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }

    private static String pointer(JacksonException e) {
        return e.getPath().stream()
                .map(step ->
                        "/"
                                + (step.getPropertyName() == null
                                        ? step.getIndex()
                                        : step.getPropertyName()))
                .collect(Collectors.joining());
    }

    private static ProblemAnswer refused(String pointer, String detail, String hint) {
        return ProblemAnswer.of(
                ProblemKind.UNPARSABLE, List.of(new Refusal(pointer, detail, hint)));
    }
}
