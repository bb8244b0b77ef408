package dev.meridian.controlplane.console.failing;

import dev.meridian.controlplane.kernel.NoRoom;
import dev.meridian.controlplane.projects.model.AccessRefused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.TransactionException;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.ui.Model;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;

/// Shows what went wrong in a page of the console as a page; before the REST door would word it as
/// a problem.
@ControllerAdvice(basePackages = "dev.meridian.controlplane.console")
@Order(Ordered.HIGHEST_PRECEDENCE)
class FailedPages {
    private static final Logger log = LoggerFactory.getLogger(FailedPages.class);

    private final ErrorPages pages;

    FailedPages(ErrorPages pages) {
        this.pages = pages;
    }

    @ExceptionHandler
    ModelAndView refused(
            RefusedPage refused, HttpServletRequest request, HttpServletResponse response) {
        return page(refused.refusal(), request, response);
    }

    @ExceptionHandler
    ModelAndView refused(
            AccessRefused refused, HttpServletRequest request, HttpServletResponse response) {
        return page(
                refused.hidden()
                        ? new Refusal(
                                HttpStatus.NOT_FOUND, "There is no such thing", refused.sentence())
                        : new Refusal(
                                HttpStatus.FORBIDDEN,
                                "This is not for your role",
                                refused.sentence()),
                request,
                response);
    }

    /// A path that holds no id names nothing; a query that holds no number cannot be read.
    @ExceptionHandler
    ModelAndView mistyped(
            MethodArgumentTypeMismatchException e,
            HttpServletRequest request,
            HttpServletResponse response) {
        return page(
                new Refusal(
                        HttpStatus.NOT_FOUND,
                        "There is no such thing",
                        e.getName() + " cannot be \"" + e.getValue() + "\"."),
                request,
                response);
    }

    /// The reader has gone: there is nobody to answer.
    @ExceptionHandler(AsyncRequestNotUsableException.class)
    void gone() {
        // the connection is closed already
    }

    @ExceptionHandler
    ModelAndView unfinished(
            IOException e, HttpServletRequest request, HttpServletResponse response) {
        return page(
                new Refusal(
                        HttpStatus.BAD_REQUEST,
                        "The request cannot be read",
                        "What was sent broke off."),
                request,
                response);
    }

    @ExceptionHandler
    ModelAndView other(Exception e, HttpServletRequest request, HttpServletResponse response) {
        if (e instanceof ErrorResponse known) {
            HttpStatus status = HttpStatus.valueOf(known.getStatusCode().value());
            return page(
                    new Refusal(
                            status,
                            status.getReasonPhrase(),
                            String.valueOf(known.getBody().getDetail())),
                    request,
                    response);
        }
        if (e instanceof NoRoom) {
            return page(
                    new Refusal(
                            HttpStatus.INSUFFICIENT_STORAGE,
                            "There is no room to store it",
                            String.valueOf(e.getMessage())),
                    request,
                    response);
        }
        if (e instanceof DataAccessException || e instanceof TransactionException) {
            log.warn("the database does not answer a page: {}", e.getMessage());
            response.setHeader(HttpHeaders.RETRY_AFTER, "2");
            return page(
                    new Refusal(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "Not now",
                            "The database does not answer; load the page anew in a moment."),
                    request,
                    response);
        }
        log.error("a page failed", e);
        return page(Refusal.failed(), request, response);
    }

    private ModelAndView page(
            Refusal refusal, HttpServletRequest request, HttpServletResponse response) {
        Model model = new ExtendedModelMap();
        String view = pages.show(refusal, request, response, model);
        return new ModelAndView(view, model.asMap());
    }
}
