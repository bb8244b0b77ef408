package dev.meridian.controlplane.console.users;

import dev.meridian.controlplane.projects.model.Grant;
import dev.meridian.controlplane.projects.model.User;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A user in the list.
///
/// @param state `ENABLED` or `DISABLED`
record UserLine(UUID id, String name, String state, List<Held> grants, Instant createdAt) {

    /// @param project null: the whole installation
    record Held(String role, @Nullable String project) {
        public String words() {
            return project == null ? role : role + " of " + project;
        }
    }

    static UserLine of(User user) {
        return new UserLine(
                user.id(),
                user.name(),
                user.disabled() ? "DISABLED" : "ENABLED",
                user.grants().stream()
                        .sorted(
                                Comparator.comparing(Grant::role)
                                        .reversed()
                                        .thenComparing(grant -> String.valueOf(grant.project())))
                        .map(grant -> new Held(grant.role().label(), grant.project()))
                        .toList(),
                user.createdAt());
    }
}
