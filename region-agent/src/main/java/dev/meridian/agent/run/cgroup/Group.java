package dev.meridian.agent.run.cgroup;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The control groups of one allocation.
public interface Group {
    /// Files into which a process writes `0` to become a member.
    List<Path> doors();

    /// Processes of the host's own numbering, threads not listed.
    List<Long> members();

    /// One write that kills every member at once, where this kernel has it.
    Optional<Path> killSwitch();

    Usage usage();

    /// Removes the empty groups; harmless when they are gone or not yet empty.
    void remove();
}
