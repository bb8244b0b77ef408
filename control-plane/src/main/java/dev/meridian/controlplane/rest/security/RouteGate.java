package dev.meridian.controlplane.rest.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/// Lets a request through to its route when the list of routes says so.
final class RouteGate implements AuthorizationManager<RequestAuthorizationContext> {

    @Override
    public AuthorizationResult authorize(
            Supplier<? extends @Nullable Authentication> authentication,
            RequestAuthorizationContext context) {
        HttpServletRequest request = context.getRequest();
        if (request.getDispatcherType() != DispatcherType.REQUEST) {
            // the second half of a request that was let through
            return new AuthorizationDecision(true);
        }
        List<Route> atPath = atPath(request);
        var need =
                atPath.stream()
                        .filter(route -> route.hasMethod(HttpMethod.valueOf(request.getMethod())))
                        .map(Route::need)
                        .findFirst();
        return new AuthorizationDecision(
                need.isPresent()
                        && (need.get() instanceof Need.Nothing
                                || (authentication.get() instanceof CallerAuthentication caller
                                        && need.get().metBy(caller.getPrincipal()))));
    }

    /// Routes of the request's path, whatever their method.
    static List<Route> atPath(HttpServletRequest request) {
        PathContainer path = PathContainer.parsePath(request.getRequestURI());
        return Routes.ALL.stream().filter(route -> route.hasPath(path)).toList();
    }
}
