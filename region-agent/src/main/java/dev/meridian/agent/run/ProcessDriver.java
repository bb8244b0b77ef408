package dev.meridian.agent.run;

import dev.meridian.agent.protocol.Assignment;
import java.util.Optional;

/// Runs a task with the agent's own rights: for trusted hosts only.
public final class ProcessDriver implements Driver {
    @Override
    public String name() {
        return "process";
    }

    @Override
    public Entry entry(
            Assignment assignment, AllocationFolder folder, TaskEnvironment environment) {
        return new Entry(
                environment.variables(),
                Optional.of(folder.work()),
                assignment.getCommandList(),
                "");
    }
}
