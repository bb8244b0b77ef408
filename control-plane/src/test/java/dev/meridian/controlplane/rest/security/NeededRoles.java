package dev.meridian.controlplane.rest.security;

import dev.meridian.controlplane.projects.model.Role;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Which roles the routes of the API ask for, by their words: `POST /jobs/{id}/cancel`.
public final class NeededRoles {
    private static final String PREFIX = "/api/v1";

    private NeededRoles() {}

    /// Any token: no role.
    public static Map<String, Set<Role>> ofTheApi() {
        return Routes.ALL.stream()
                .filter(route -> route.path().getPatternString().startsWith(PREFIX))
                .collect(
                        Collectors.toMap(
                                route ->
                                        route.method()
                                                + " "
                                                + route.path()
                                                        .getPatternString()
                                                        .substring(PREFIX.length()),
                                route ->
                                        switch (route.need()) {
                                            case Need.Nothing _, Need.Token _ -> Set.of();
                                            case Need.AnyOf(var roles) -> Set.copyOf(roles);
                                        }));
    }
}
