package dev.meridian.controlplane.projects.model;

import org.jspecify.annotations.Nullable;

/// What a token is cut down to, of all that its owner may.
///
/// @param role at most this role; null: all roles of the owner
/// @param project only in this project; null: everywhere
public record Scope(@Nullable Role role, @Nullable String project) {
    public static final Scope ALL = new Scope(null, null);

    public Scope {
        if (project != null && role != null && !role.withinProject()) {
            throw new IllegalArgumentException(role.label() + " is not bound to a project");
        }
    }

    /// Whether the other permits nothing that this one does not.
    public boolean covers(Scope other) {
        boolean roles = role == null || (other.role != null && role.gives(other.role));
        boolean projects = project == null || project.equals(other.project);
        return roles && projects;
    }

    boolean permits(Role least, @Nullable String where) {
        if (role != null && !role.gives(least)) {
            return false;
        }
        return project == null
                || (least.withinProject() && (where == null || project.equals(where)));
    }
}
