package dev.meridian.controlplane.projects.model;

import java.util.Set;

/// Which projects' rows an answer may hold.
public sealed interface VisibleProjects {

    boolean includes(String project);

    /// Every project, those of tomorrow too.
    record All() implements VisibleProjects {
        @Override
        public boolean includes(String project) {
            return true;
        }
    }

    record Only(Set<String> names) implements VisibleProjects {
        public Only {
            names = Set.copyOf(names);
        }

        @Override
        public boolean includes(String project) {
            return names.contains(project);
        }
    }
}
