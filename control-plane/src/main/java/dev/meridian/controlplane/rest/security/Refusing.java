package dev.meridian.controlplane.rest.security;

import dev.meridian.controlplane.rest.ProblemAnswer;
import dev.meridian.controlplane.rest.ProblemKind;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/// Says no: 401 to nobody, and to somebody 404 without such a path, 405 without such a method, 403
/// without the role.
record Refusing(Problem.Writer problems) implements AuthenticationEntryPoint, AccessDeniedHandler {

    @Override
    public void commence(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException authException)
            throws IOException {
        problems.write(
                response,
                Problem.unauthenticated(
                        "This needs a token: send \"Authorization: Bearer mrd_…\"."));
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
            return Problem.of(
                    ProblemKind.NOT_FOUND, "There is nothing at " + request.getRequestURI() + ".");
        }
        HttpMethod asked = HttpMethod.valueOf(request.getMethod());
        var route = atPath.stream().filter(one -> one.hasMethod(asked)).findFirst();
        if (route.isEmpty()) {
            String allowed =
                    atPath.stream()
                            .map(one -> one.method().name())
                            .distinct()
                            .sorted()
                            .collect(Collectors.joining(", "));
            return new Problem(
                    ProblemAnswer.of(
                            ProblemKind.METHOD_NOT_ALLOWED,
                            asked + " is not possible here; possible: " + allowed + "."),
                    Map.of("Allow", allowed));
        }
        return Problem.of(
                ProblemKind.FORBIDDEN, "This needs " + route.get().need().sentence() + ".");
    }
}
