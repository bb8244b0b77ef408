package dev.meridian.controlplane.rest;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/// Words every refusal and every failure of every controller as a problem.
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class Problems {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    private final Away away;

    Problems(Away away) {
        this.away = away;
    }

    @ExceptionHandler
    ResponseEntity<ProblemAnswer> refused(RefusedRequest refused) {
        return answer(refused.problem(), HttpHeaders.EMPTY);
    }

    @ExceptionHandler
    ResponseEntity<ProblemAnswer> unreadable(HttpMessageNotReadableException e) {
        return UnreadableBody.in(e)
                .map(tooLarge -> answer(tooLarge, HttpHeaders.EMPTY))
                .orElseGet(() -> answer(UnreadableBody.problem(e), HttpHeaders.EMPTY));
    }

    @ExceptionHandler
    ResponseEntity<ProblemAnswer> unfinished(IOException e) {
        return answer(
                UnreadableBody.in(e)
                        .orElseGet(() ->
                                ProblemAnswer.of(ProblemKind.UNPARSABLE, "The body broke off.")),
                HttpHeaders.EMPTY);
    }

    /// A path that holds no id names nothing; a query that holds no number cannot be read.
    @ExceptionHandler
    ResponseEntity<ProblemAnswer> mistyped(MethodArgumentTypeMismatchException e) {
        boolean inPath = e.getParameter().hasParameterAnnotation(PathVariable.class);
        ProblemAnswer problem =
                inPath
                        ? ProblemAnswer.of(
                                ProblemKind.NOT_FOUND,
                                "There is nothing named \"" + e.getValue() + "\" here.")
                        : RefusedRequest.parameter(
                                        e.getName(),
                                        e.getName() + " cannot be \"" + e.getValue() + "\"",
                                        Expected.of(e.getRequiredType()))
                                .problem();
        return answer(problem, HttpHeaders.EMPTY);
    }

    /// The client has gone: there is nobody to answer.
    @ExceptionHandler(AsyncRequestNotUsableException.class)
    void gone() {
        // the connection is closed already
    }

    @ExceptionHandler
    ResponseEntity<ProblemAnswer> other(Exception e) {
        if (e instanceof ErrorResponse known) {
            ProblemKind kind = ProblemKind.of(known.getStatusCode().value());
            return answer(ProblemAnswer.of(kind, detail(known)), known.getHeaders());
        }
        if (away.caused(e)) {
            ProblemAnswer problem = away.problem(e);
            var headers = new HttpHeaders();
            headers.set(HttpHeaders.RETRY_AFTER, Away.retryAfter(problem));
            return answer(problem, headers);
        }
        log.error("a request failed", e);
        return answer(
                ProblemAnswer.of(
                        ProblemKind.INTERNAL,
                        "The request failed; the log of the control plane says why."),
                HttpHeaders.EMPTY);
    }

    private static String detail(ErrorResponse known) {
        String detail = known.getBody().getDetail();
        return detail == null || detail.isBlank()
                ? String.valueOf(known.getBody().getTitle())
                : detail;
    }

    static ResponseEntity<ProblemAnswer> answer(
            ProblemAnswer problem, @Nullable HttpHeaders headers) {
        return ResponseEntity.status(problem.status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
