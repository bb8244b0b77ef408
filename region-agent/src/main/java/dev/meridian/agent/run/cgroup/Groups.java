package dev.meridian.agent.run.cgroup;

import java.io.IOException;
import java.util.Optional;

/// Makes groups on this host.
public interface Groups {
    /// Makes the groups and sets their limits.
    Group create(String name, Limits limits) throws IOException;

    /// A group made by an earlier run of this agent.
    Optional<Group> find(String name);

    /// For the log: what kind of limits hold here.
    String sentence();
}
