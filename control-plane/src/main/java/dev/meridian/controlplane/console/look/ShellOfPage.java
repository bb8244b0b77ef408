package dev.meridian.controlplane.console.look;

import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.projects.model.Grant;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/// Makes the [Shell] of a request.
@Component
public class ShellOfPage {
    private final Navigation navigation;
    private final Clock clock;

    ShellOfPage(Navigation navigation, Clock clock) {
        this.navigation = navigation;
        this.clock = clock;
    }

    /// Read it before the rest of the page: "as of" must not be later than what is shown.
    public Shell of(HttpServletRequest request) {
        String path = path(request);
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof Caller caller) {
            return new Shell(
                    caller.name(),
                    roles(caller),
                    Theme.of(request),
                    clock.instant(),
                    path,
                    navigation.of(caller, path));
        }
        return new Shell(null, "", Theme.of(request), clock.instant(), path, List.of());
    }

    private static String path(HttpServletRequest request) {
        for (String before :
                List.of(
                        RequestDispatcher.FORWARD_REQUEST_URI,
                        RequestDispatcher.ERROR_REQUEST_URI)) {
            if (request.getAttribute(before) instanceof String path) {
                return path;
            }
        }
        return request.getRequestURI();
    }

    private static String roles(Caller caller) {
        if (caller.grants().isEmpty()) {
            return "no role yet";
        }
        return caller.grants().stream()
                .map(ShellOfPage::words)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String words(Grant grant) {
        return grant.project() == null
                ? grant.role().label()
                : grant.role().label() + " of " + grant.project();
    }
}
