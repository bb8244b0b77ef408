package dev.meridian.cli.client;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Why the control plane refused, as RFC 9457 words it, and what to do about it.
///
/// @param status the HTTP status; 0 when nobody answered
/// @param advice what the caller can do, as this program knows it; may be empty
public record Problem(int status, String title, String detail, List<Fault> faults, String advice) {

    private static final int UNAUTHENTICATED = 401;
    private static final int FORBIDDEN = 403;

    /// One field that is wrong.
    ///
    /// @param pointer JSON pointer into what was sent, may be empty
    /// @param hint what would be right, may be empty
    public record Fault(String pointer, String detail, String hint) {}

    public Problem {
        faults = List.copyOf(faults);
    }

    static Problem of(int status, JsonNode body, Connection connection) {
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
                faults,
                advice(status, connection));
    }

    static Problem unreachable(Connection connection, String why) {
        return new Problem(
                0,
                "No answer",
                "the control plane at "
                        + connection.where()
                        + " ("
                        + connection.urlFrom()
                        + ") does not answer: "
                        + why,
                List.of(),
                "Is it running there? Name another one with --url, MERIDIAN_URL or"
                        + " 'meridian context set NAME --url URL'.");
    }

    private static String advice(int status, Connection connection) {
        return switch (status) {
            case UNAUTHENTICATED ->
                    "The token came from "
                            + connection.tokenFrom()
                            + ". Give one with MERIDIAN_TOKEN, --token or 'meridian context set NAME"
                            + " --token-file FILE'; 'meridian tokens create' makes one.";
            case FORBIDDEN ->
                    "The token came from "
                            + connection.tokenFrom()
                            + ". 'meridian whoami' says what it may; an administrator grants more.";
            default -> "";
        };
    }

    /// For people: the sentence, a line for each wrong field, and the advice.
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
        return advice.isEmpty() ? text.toString() : text + "\n" + advice;
    }
}
