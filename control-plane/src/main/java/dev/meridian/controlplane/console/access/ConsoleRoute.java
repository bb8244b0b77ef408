package dev.meridian.controlplane.console.access;

import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.projects.model.Role;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/// One route of the console and who may take it.
///
/// @param open to everybody, signed in or not
/// @param anyOf one of these roles is enough, wherever held; empty: whoever has signed in
record ConsoleRoute(HttpMethod method, PathPattern path, boolean open, List<Role> anyOf) {

    static ConsoleRoute open(HttpMethod method, String path) {
        return new ConsoleRoute(method, parsed(path), true, List.of());
    }

    static ConsoleRoute signedIn(HttpMethod method, String path) {
        return new ConsoleRoute(method, parsed(path), false, List.of());
    }

    static ConsoleRoute of(HttpMethod method, String path, Role... anyOf) {
        return new ConsoleRoute(method, parsed(path), false, List.of(anyOf));
    }

    private static PathPattern parsed(String path) {
        return PathPatternParser.defaultInstance.parse(path);
    }

    boolean hasMethod(HttpMethod asked) {
        return method.equals(asked)
                || (method.equals(HttpMethod.GET) && asked.equals(HttpMethod.HEAD));
    }

    boolean hasPath(PathContainer asked) {
        return path.matches(asked);
    }

    boolean metBy(Caller caller) {
        return anyOf.isEmpty() || anyOf.stream().anyMatch(role -> caller.may(role, null));
    }

    /// For a refusal: "this needs …".
    String need() {
        return anyOf.isEmpty()
                ? "nothing but signing in"
                : "the role " + anyOf.stream().map(Role::label).collect(Collectors.joining(" or "));
    }
}
