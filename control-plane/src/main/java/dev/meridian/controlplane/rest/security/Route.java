package dev.meridian.controlplane.rest.security;

import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/// One route and what it needs.
record Route(HttpMethod method, PathPattern path, Need need) {

    static Route of(HttpMethod method, String path, Need need) {
        return new Route(method, PathPatternParser.defaultInstance.parse(path), need);
    }

    boolean hasMethod(HttpMethod asked) {
        return method.equals(asked)
                || (method.equals(HttpMethod.GET) && asked.equals(HttpMethod.HEAD));
    }

    boolean hasPath(PathContainer asked) {
        return path.matches(asked);
    }
}
