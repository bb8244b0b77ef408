package dev.meridian.controlplane.rest.security;

import dev.meridian.controlplane.rest.ProblemAnswer;
import dev.meridian.controlplane.rest.ProblemKind;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/// A refusal of the filter chain, where no controller words it.
///
/// @param headers that go with its status
record Problem(ProblemAnswer answer, Map<String, String> headers) {

    Problem {
        headers = Map.copyOf(headers);
    }

    static Problem of(ProblemKind kind, String detail) {
        return new Problem(ProblemAnswer.of(kind, detail), Map.of());
    }

    static Problem unauthenticated(String detail) {
        return new Problem(
                ProblemAnswer.of(ProblemKind.UNAUTHENTICATED, detail),
                Map.of("WWW-Authenticate", "Bearer realm=\"meridian\""));
    }

    /// Writes problems to answers.
    record Writer(JsonMapper json) {

        void write(HttpServletResponse response, Problem problem) throws IOException {
            response.setStatus(problem.answer().status());
            problem.headers().forEach(response::setHeader);
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getOutputStream().write(json.writeValueAsBytes(problem.answer()));
        }
    }
}
