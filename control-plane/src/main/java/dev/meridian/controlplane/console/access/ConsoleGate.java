package dev.meridian.controlplane.console.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/// Lets a request through to its page when the list of routes says so.
final class ConsoleGate implements AuthorizationManager<RequestAuthorizationContext> {

    @Override
    public AuthorizationResult authorize(
            Supplier<? extends @Nullable Authentication> authentication,
            RequestAuthorizationContext context) {
        HttpServletRequest request = context.getRequest();
        if (request.getDispatcherType() != DispatcherType.REQUEST) {
            // the second half of a request that was let through
            return new AuthorizationDecision(true);
        }
        HttpMethod method = HttpMethod.valueOf(request.getMethod());
        var route = ConsoleRoutes.at(method, request.getRequestURI()).stream().findFirst();
        return new AuthorizationDecision(
                route.isPresent()
                        && (route.get().open()
                                || (authentication.get() instanceof SignedIn somebody
                                        && route.get().metBy(somebody.getPrincipal()))));
    }
}
