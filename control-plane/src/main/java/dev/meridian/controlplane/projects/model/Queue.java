package dev.meridian.controlplane.projects.model;

import org.jspecify.annotations.Nullable;

/// Where a project's jobs wait.
///
/// @param parent a queue of the same project, from whose quota this one takes part
/// @param weight its share against its siblings, above 0
/// @param borrowing whether it may use what siblings leave idle
/// @param suspended nothing starts from it
public record Queue(
        String project,
        String name,
        @Nullable String parent,
        double weight,
        Limits quota,
        boolean borrowing,
        boolean suspended,
        long version) {

    /// As a new queue is that nobody has configured: unlimited, of weight 1.
    public static Queue ofDefaults(String project, String name) {
        return new Queue(project, name, null, 1, Limits.NONE, true, false, 0);
    }
}
