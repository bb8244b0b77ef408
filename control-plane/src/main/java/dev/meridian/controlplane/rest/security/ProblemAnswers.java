package dev.meridian.controlplane.rest.security;

import dev.meridian.controlplane.projects.model.AccessRefused;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// Answers what `Access` refused and what a door raised, in the words of the filter chain.
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemAnswers {

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> refused(AccessRefused refused) {
        return answer(
                refused.hidden()
                        ? Problem.notFound(refused.sentence())
                        : Problem.forbidden(refused.sentence()));
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> raised(Problem.Raised raised) {
        return answer(raised.problem());
    }

    private static ResponseEntity<Map<String, Object>> answer(Problem problem) {
        var answer = ResponseEntity.status(problem.status());
        problem.headers().forEach(answer::header);
        return answer.contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem.body());
    }
}
