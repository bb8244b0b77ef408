package dev.meridian.controlplane.console.look;

import dev.meridian.controlplane.console.access.Doors;
import dev.meridian.controlplane.projects.Access;
import dev.meridian.controlplane.projects.model.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// For templates, as `may`: whether the reader of the page may do something.
///
/// ```
/// <form th:if="${may.send('/nodes/x/drain')}" …>
/// ```
@Component
public class May {
    private final Doors doors;
    private final Access access;

    May(Doors doors, Access access) {
        this.doors = doors;
        this.access = access;
    }

    public boolean see(String path) {
        return doors.maySee(access.caller(), path);
    }

    public boolean send(String path) {
        return doors.maySend(access.caller(), path);
    }

    /// @param role as written in the API, `submitter`
    /// @param project null: in any
    public boolean as(String role, @Nullable String project) {
        return Role.ofLabel(role).map(one -> access.caller().may(one, project)).orElse(false);
    }
}
