package dev.meridian.controlplane.projects.model;

import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Who makes a request, and all that they may.
///
/// @param scope what the token in use leaves of the grants
public record Caller(String name, UUID userId, Set<Grant> grants, Scope scope) {

    public Caller {
        grants = Set.copyOf(grants);
    }

    public Caller(String name, UUID userId, Set<Grant> grants) {
        this(name, userId, grants, Scope.ALL);
    }

    /// Whether the caller holds the role, or one that gives as much.
    ///
    /// @param project where; null asks "in any project at all", and is what installation roles are
    ///   asked with
    public boolean may(Role atLeast, @Nullable String project) {
        return scope.permits(atLeast, project)
                && grants.stream().anyMatch(grant -> grant.gives(atLeast, project));
    }

    /// The projects that the caller may see.
    public VisibleProjects visible() {
        if (scope.project() == null
                && grants.stream()
                        .anyMatch(grant ->
                                grant.project() == null && grant.gives(Role.VIEWER, null))) {
            return new VisibleProjects.All();
        }
        return new VisibleProjects.Only(
                grants.stream()
                        .map(grant -> grant.project() == null ? scope.project() : grant.project())
                        .filter(project -> project != null && may(Role.VIEWER, project))
                        .collect(Collectors.toUnmodifiableSet()));
    }
}
