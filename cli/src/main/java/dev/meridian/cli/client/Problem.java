package dev.meridian.cli.client;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Why the control plane refused, as RFC 9457 words it.
///
/// @param status the HTTP status; 0 when nobody answered
public record Problem(int status, String title, String detail, List<Fault> faults) {

    /// One field that is wrong.
    ///
    /// @param pointer JSON pointer into what was sent, may be empty
    /// @param hint what would be right, may be empty
    public record Fault(String pointer, String detail, String hint) {}

    public Problem {
        faults = List.copyOf(faults);
    }

    static Problem of(int status, JsonNode body) {
        List<Fault> faults = new ArrayList<>();
        for (JsonNode error : body.path("errors")) {
            faults.add(
                    new Fault(
                            error.path("pointer").asString(""),
                            error.path("detail").asString(""),
                            error.path("hint").asString("")));
        }
        return new Problem(
                status,
                body.path("title").asString("HTTP " + status),
                body.path("detail").asString(""),
                faults);
    }

    static Problem unreachable(String sentence) {
        return new Problem(0, "No answer", sentence, List.of());
    }

    /// For people: the sentence, then a line for each wrong field.
    public String text() {
        var text = new StringBuilder(title);
        if (!detail.isEmpty()) {
            text.append(": ").append(detail);
        }
        for (Fault fault : faults) {
            text.append("\n  ").append(fault.pointer().isEmpty() ? "-" : fault.pointer());
            text.append(": ").append(fault.detail());
            if (!fault.hint().isEmpty()) {
                text.append(" (").append(fault.hint()).append(')');
            }
        }
        return text.toString();
    }
}
