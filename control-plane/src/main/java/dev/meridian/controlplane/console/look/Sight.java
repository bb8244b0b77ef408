package dev.meridian.controlplane.console.look;

import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.projects.model.VisibleProjects;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Whose work a reader may see, as queries ask for it.
///
/// @param none no project at all
/// @param projects empty: all, unless none
public record Sight(boolean none, Set<String> projects) {

    public static Sight of(Caller caller) {
        return switch (caller.visible()) {
            case VisibleProjects.All _ -> new Sight(false, Set.of());
            case VisibleProjects.Only(Set<String> names) -> new Sight(names.isEmpty(), names);
        };
    }

    /// The same, of one project alone.
    ///
    /// @param project null: as before
    public Sight within(@Nullable String project) {
        if (project == null || none) {
            return this;
        }
        return projects.isEmpty() || projects.contains(project)
                ? new Sight(false, Set.of(project))
                : new Sight(true, Set.of());
    }

    /// Whether something of everybody is seen.
    public boolean whole() {
        return !none && projects.isEmpty();
    }

    public <T> List<T> list(Function<Set<String>, List<T>> read) {
        return none ? List.of() : read.apply(projects);
    }
}
