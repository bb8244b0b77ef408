package dev.meridian.controlplane.support;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.springframework.context.ApplicationContext;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/// What the controllers of a plane are mapped to, as `GET /jobs/{}`: lists of routes are held
/// against it.
public final class MappedRoutes {

    private MappedRoutes() {}

    /// @param home whether controllers of a package with this name count
    public static Set<String> of(ApplicationContext plane, Predicate<String> home) {
        var mapped = new TreeSet<String>();
        for (var mapping : plane.getBeansOfType(RequestMappingInfoHandlerMapping.class).values()) {
            mapping.getHandlerMethods()
                    .forEach((info, handler) -> {
                        if (!home.test(handler.getBeanType().getPackageName())) {
                            return;
                        }
                        for (String pattern : info.getPatternValues()) {
                            info.getMethodsCondition()
                                    .getMethods()
                                    .forEach(method -> mapped.add(shape(method.name(), pattern)));
                        }
                    });
        }
        return mapped;
    }

    /// Without the names of its variables, which lists may call otherwise.
    public static String shape(String method, String pattern) {
        return method + " " + pattern.replaceAll("\\{[^}]*}", "{}");
    }
}
