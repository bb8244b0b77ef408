package dev.meridian.controlplane.rest.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/// Says no: 401 to nobody, and to somebody 404 without such a path, 405 without such a method, 403 without the role.
record Refusing(Problem.Writer problems) implements AuthenticationEntryPoint, AccessDeniedHandler {

    @Override
    public void commence(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException authException)
            throws IOException {
        problems.write(
                response,
                Problem.unauthenticated("This needs a token: send \"Authorization: Bearer mrd_…\"."));
    }

    @Override
    public void handle(
            HttpServletRequest request,
            HttpServletResponse response,
            AccessDeniedException accessDeniedException)
            throws IOException {
        problems.write(response, why(request));
    }

    private static Problem why(HttpServletRequest request) {
        var atPath = RouteGate.atPath(request);
        if (atPath.isEmpty()) {
            return Problem.notFound("There is nothing at " + request.getRequestURI() + ".");
        }
        HttpMethod asked = HttpMethod.valueOf(request.getMethod());
        var route = atPath.stream().filter(one -> one.hasMethod(asked)).findFirst();
        if (route.isEmpty()) {
            String allowed =
                    atPath.stream().map(one -> one.method().name()).distinct().sorted().collect(Collectors.joining(", "));
            return new Problem(
                    HttpStatus.METHOD_NOT_ALLOWED,
                    "method-not-allowed",
                    asked + " is not possible here; possible: " + allowed + ".",
                    List.of(),
                    Map.of("Allow", allowed));
        }
        return Problem.forbidden("This needs " + route.get().need().sentence() + ".");
    }
}
