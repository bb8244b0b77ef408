package dev.meridian.controlplane.rest.security;

import dev.meridian.controlplane.kernel.model.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/// A refusal in the shape of RFC 9457, made by the filter chain or by a door.
///
/// @param name    last part of the stable type, `urn:meridian:problem:NAME`
/// @param headers that go with the status
public record Problem(
        HttpStatus status, String name, String detail, List<Refusal> errors, Map<String, String> headers) {

    public Problem {
        errors = List.copyOf(errors);
        headers = Map.copyOf(headers);
    }

    private Problem(HttpStatus status, String name, String detail) {
        this(status, name, detail, List.of(), Map.of());
    }

    static Problem unauthenticated(String detail) {
        return new Problem(
                HttpStatus.UNAUTHORIZED,
                "unauthenticated",
                detail,
                List.of(),
                Map.of("WWW-Authenticate", "Bearer realm=\"meridian\""));
    }

    public static Problem forbidden(String detail) {
        return new Problem(HttpStatus.FORBIDDEN, "forbidden", detail);
    }

    public static Problem notFound(String detail) {
        return new Problem(HttpStatus.NOT_FOUND, "not-found", detail);
    }

    public static Problem conflict(String detail) {
        return new Problem(HttpStatus.CONFLICT, "conflict", detail);
    }

    public static Problem stale(long version) {
        return new Problem(
                HttpStatus.PRECONDITION_FAILED,
                "stale",
                "It was edited since you read it; its ETag is now \"" + version + "\".");
    }

    /// Well-formed, but these fields can never be so.
    public static Problem impossible(List<Refusal> errors) {
        return new Problem(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "impossible",
                errors.stream().map(Refusal::detail).findFirst().orElse("This can never be."),
                errors,
                Map.of());
    }

    public Raised raised() {
        return new Raised(this);
    }

    Map<String, Object> body() {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "urn:meridian:problem:" + name);
        body.put("title", status.getReasonPhrase());
        body.put("status", status.value());
        body.put("detail", detail);
        body.put("errors", errors);
        return body;
    }

    /// Thrown by a door, answered by [ProblemAnswers].
    public static final class Raised extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Problem problem;

        private Raised(Problem problem) {
            super(problem.detail(), null, false, false);
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }

    /// Writes problems where no controller does.
    record Writer(JsonMapper json) {

        void write(HttpServletResponse response, Problem problem) throws IOException {
            response.setStatus(problem.status().value());
            problem.headers().forEach(response::setHeader);
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getOutputStream().write(json.writeValueAsBytes(problem.body()));
        }
    }
}
