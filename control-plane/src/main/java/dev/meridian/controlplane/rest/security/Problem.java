package dev.meridian.controlplane.rest.security;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/// A refusal of the filter chain in the shape of RFC 9457, which every door's problems have.
record Problem(HttpStatus status, String name, String detail, Map<String, String> headers) {

    static Problem unauthenticated(String detail) {
        return new Problem(
                HttpStatus.UNAUTHORIZED,
                "unauthenticated",
                detail,
                Map.of("WWW-Authenticate", "Bearer realm=\"meridian\""));
    }

    static Problem forbidden(String detail) {
        return new Problem(HttpStatus.FORBIDDEN, "forbidden", detail, Map.of());
    }

    static Problem notFound(String detail) {
        return new Problem(HttpStatus.NOT_FOUND, "not-found", detail, Map.of());
    }

    Map<String, Object> body() {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "urn:meridian:problem:" + name);
        body.put("title", status.getReasonPhrase());
        body.put("status", status.value());
        body.put("detail", detail);
        body.put("errors", List.of());
        return body;
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
