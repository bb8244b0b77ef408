package dev.meridian.controlplane.projects.model;

import org.jspecify.annotations.Nullable;

/// A role that somebody holds.
///
/// @param project where; null for the whole installation, which only installation roles have
public record Grant(Role role, @Nullable String project) {

    public Grant {
        if (role.withinProject() != (project != null)) {
            throw new IllegalArgumentException(
                    role.label()
                            + (role.withinProject()
                                    ? " needs a project"
                                    : " is not bound to a project"));
        }
    }

    /// Whether it gives the role in the project; with no project, anywhere.
    boolean gives(Role least, @Nullable String where) {
        boolean here = project == null || where == null || project.equals(where);
        return here && role.gives(least);
    }
}
