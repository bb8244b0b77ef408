package dev.meridian.controlplane.rest.security;

import dev.meridian.controlplane.projects.model.AccessRefused;
import dev.meridian.controlplane.rest.ProblemAnswer;
import dev.meridian.controlplane.rest.ProblemKind;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// Words what `Access` refused in a controller.
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class AccessProblems {

    @ExceptionHandler
    ResponseEntity<ProblemAnswer> refused(AccessRefused refused) {
        var kind = refused.hidden() ? ProblemKind.NOT_FOUND : ProblemKind.FORBIDDEN;
        return ResponseEntity.status(kind.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemAnswer.of(kind, refused.sentence()));
    }
}
