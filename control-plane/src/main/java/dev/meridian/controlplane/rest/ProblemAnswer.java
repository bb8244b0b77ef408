package dev.meridian.controlplane.rest;

import dev.meridian.controlplane.kernel.model.Refusal;
import java.util.List;

/// A refusal as RFC 9457 has it.
///
/// @param errors what is wrong at single places of the body; empty when it is not about places
public record ProblemAnswer(
        String type, String title, int status, String detail, List<WrongPlace> errors) {

    /// What is wrong at one place, in words of its own so that its published name is nobody else's.
    ///
    /// @param pointer RFC 6901 JSON pointer into the request's body
    public record WrongPlace(String pointer, String detail, String hint) {}

    public ProblemAnswer {
        errors = List.copyOf(errors);
    }

    public static ProblemAnswer of(ProblemKind kind, String detail) {
        return new ProblemAnswer(
                kind.urn(), kind.title(), kind.status().value(), detail, List.of());
    }

    public static ProblemAnswer of(ProblemKind kind, List<Refusal> errors) {
        String first = errors.isEmpty() ? "" : at(errors.getFirst());
        String detail =
                errors.size() == 1
                        ? first
                        : errors.size() + " things are wrong; the first: " + first;
        return new ProblemAnswer(
                kind.urn(), kind.title(), kind.status().value(), detail, places(errors));
    }

    private static List<WrongPlace> places(List<Refusal> refusals) {
        return refusals.stream()
                .map(one -> new WrongPlace(one.pointer(), one.detail(), one.hint()))
                .toList();
    }

    private static String at(Refusal refusal) {
        return refusal.pointer().isEmpty()
                ? refusal.detail()
                : refusal.pointer() + ": " + refusal.detail();
    }
}
