package dev.meridian.controlplane.rest.tenancy;

import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.projects.model.Grant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Tells callers who they are here, for a token does not show it.
@RestController
@RequestMapping("/api/v1/whoami")
class WhoAmIApi {

    /// @param grants of the user
    /// @param tokenRole the token in use gives at most this role; null: all roles of the user
    /// @param tokenProject the token in use works in this project alone; null: everywhere
    record CallerView(
            String user,
            List<GrantOfCaller> grants,
            @Nullable String tokenRole,
            @Nullable String tokenProject) {}

    /// @param project null: everywhere
    record GrantOfCaller(String role, @Nullable String project) {
        static GrantOfCaller of(Grant grant) {
            return new GrantOfCaller(grant.role().label(), grant.project());
        }
    }

    @GetMapping
    CallerView get(Caller caller) {
        var role = caller.scope().role();
        return new CallerView(
                caller.name(),
                caller.grants().stream()
                        .map(GrantOfCaller::of)
                        .sorted(
                                Comparator.comparing(GrantOfCaller::role)
                                        .thenComparing(grant -> String.valueOf(grant.project())))
                        .toList(),
                role == null ? null : role.label(),
                caller.scope().project());
    }
}
