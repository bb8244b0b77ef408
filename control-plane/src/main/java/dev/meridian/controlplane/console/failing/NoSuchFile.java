package dev.meridian.controlplane.console.failing;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/// Shows people who ask for a file that is not there the page of errors: below the paths of files
/// no page stands that could.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class NoSuchFile implements HandlerExceptionResolver {
    private final ErrorPages pages;

    NoSuchFile(ErrorPages pages) {
        this.pages = pages;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request,
            HttpServletResponse response,
            @Nullable Object handler,
            Exception e) {
        if (!(e instanceof NoResourceFoundException) || !isOfPeople(request)) {
            return null;
        }
        var model = new ExtendedModelMap();
        String view =
                pages.show(
                        Refusal.notFound("page " + request.getRequestURI()),
                        request,
                        response,
                        model);
        return new ModelAndView(view, model.asMap());
    }

    private static boolean isOfPeople(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null
                && accept.contains("text/html")
                && request.getHeader(HttpHeaders.AUTHORIZATION) == null;
    }
}
