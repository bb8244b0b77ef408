package dev.meridian.controlplane.rest.security;

import dev.meridian.controlplane.projects.model.AccessRefused;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// What `Access` refused in a controller, told in the words of the filter chain.
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class AccessProblems {

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> refused(AccessRefused refused) {
        var problem =
                refused.hidden()
                        ? Problem.notFound(refused.sentence())
                        : Problem.forbidden(refused.sentence());
        return ResponseEntity.status(problem.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem.body());
    }
}
