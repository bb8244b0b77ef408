package dev.meridian.agent.run;

import dev.meridian.agent.protocol.Assignment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A way to execute a task. A driver only says what stands between the shim and the task; session,
/// limits, output and end are the same for all.
public interface Driver {
    /// What a shim's child does to become the task.
    ///
    /// @param variables set before
    /// @param folder where it goes, in a session of its own; empty: the command sees to both
    /// @param redirection of the shell, after the command
    record Entry(
            Map<String, String> variables,
            Optional<Path> folder,
            List<String> line,
            String redirection) {}

    /// As in the job spec.
    String name();

    Entry entry(Assignment assignment, AllocationFolder folder, TaskEnvironment environment)
            throws IOException;

    /// Tasks of one realm may share a user namespace, which the shim then brings; empty: it needs
    /// not.
    default String realm(Assignment assignment) {
        return "";
    }

    /// Where the task finds the folder for its state.
    ///
    /// @param onHost the folder as the host knows it
    default Path checkpoint(Assignment assignment, Path onHost) {
        return onHost;
    }

    /// Makes the working directory, and the folder for its state, the task's own.
    default void prepare(AllocationFolder folder) throws IOException {}
}
