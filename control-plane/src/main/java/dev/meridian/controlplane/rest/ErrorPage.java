package dev.meridian.controlplane.rest;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What failed outside of the controllers, in a filter or in the server, is a problem like all
/// others.
@RestController
@Hidden
class ErrorPage implements ErrorController {

    @RequestMapping("/error")
    ResponseEntity<ProblemAnswer> problem(HttpServletRequest request) {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        ProblemKind kind = ProblemKind.of(status instanceof Integer code ? code : 404);
        Object message = request.getAttribute(RequestDispatcher.ERROR_MESSAGE);
        String detail =
                message instanceof String text && !text.isBlank() ? text : kind.title() + ".";
        return Problems.answer(ProblemAnswer.of(kind, detail), HttpHeaders.EMPTY);
    }
}
