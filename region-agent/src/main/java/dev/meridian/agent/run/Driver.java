package dev.meridian.agent.run;

import dev.meridian.agent.protocol.Assignment;
import java.nio.file.Path;
import java.util.List;

/// A way to execute a task. A driver only says what stands between the shim and the task; session,
/// limits, output and end are the same for all.
public interface Driver {
    /// As in the job spec.
    String name();

    /// The command line in front of the task's own entry.
    ///
    /// @param entry sets the environment and becomes the task; its files must be reachable where it
    ///   runs
    List<String> wrap(Assignment assignment, AllocationFolder folder, List<String> entry);

    /// Where the task finds the folder for its state.
    ///
    /// @param onHost the folder as the host knows it
    default Path checkpoint(Assignment assignment, Path onHost) {
        return onHost;
    }

    /// Makes the working directory, and the folder for its state, the task's own.
    default void prepare(AllocationFolder folder) throws java.io.IOException {}
}
