package dev.meridian.agent.run.cgroup;

import java.io.IOException;

/// Finds out which kind of control groups this host gives to this user.
public final class HostGroups {
    private HostGroups() {}

    /// @param family the name of the group that holds all groups of this agent, distinct per agent
    ///   of the host
    public static Groups find(String family) {
        try {
            CgroupMounts mounts = CgroupMounts.ofThisProcess();
            return HybridGroups.find(mounts, family)
                    .or(() -> UnifiedGroups.find(mounts, family))
                    .orElseGet(NoGroups::new);
        } catch (IOException _) {
            return new NoGroups();
        }
    }
}
