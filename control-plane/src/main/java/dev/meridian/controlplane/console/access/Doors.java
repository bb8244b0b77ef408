package dev.meridian.controlplane.console.access;

import dev.meridian.controlplane.projects.model.Caller;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Tells which pages a caller may open, so that nobody is offered what would be refused.
@Component
public class Doors {
    private volatile Set<String> pages = Set.of();

    /// A route may be listed before its page is there: navigation shows only pages that are.
    @EventListener
    void collect(ContextRefreshedEvent event) {
        ApplicationContext plane = event.getApplicationContext();
        pages =
                plane.getBeansOfType(RequestMappingHandlerMapping.class).values().stream()
                        .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                        .flatMap(info -> info.getPatternValues().stream())
                        .collect(Collectors.toUnmodifiableSet());
    }

    /// Whether there is such a page and the caller may read it.
    public boolean maySee(Caller caller, String path) {
        return pages.contains(path) && may(caller, HttpMethod.GET, path);
    }

    /// Whether the caller may send this form: buttons that would be refused are not shown.
    public boolean maySend(Caller caller, String path) {
        return may(caller, HttpMethod.POST, path);
    }

    private static boolean may(Caller caller, HttpMethod method, String path) {
        return ConsoleRoutes.at(method, path).stream()
                .findFirst()
                .filter(route -> route.metBy(caller))
                .isPresent();
    }
}
