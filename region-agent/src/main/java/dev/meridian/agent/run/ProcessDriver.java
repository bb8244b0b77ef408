package dev.meridian.agent.run;

import dev.meridian.agent.protocol.Assignment;
import java.util.List;

/// Runs a task with the agent's own rights: for trusted hosts only.
public final class ProcessDriver implements Driver {
    @Override
    public String name() {
        return "process";
    }

    @Override
    public List<String> wrap(Assignment assignment, AllocationFolder folder, List<String> entry) {
        return entry;
    }
}
