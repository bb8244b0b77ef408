package dev.meridian.agent.run;

import dev.meridian.agent.protocol.Assignment;
import java.util.List;

/// Assignments as tests need them.
final class Work {
    private Work() {}

    static Assignment.Builder process(String id, String... command) {
        return assignment("process", id, command);
    }

    static Assignment.Builder sandbox(String id, String... command) {
        return assignment("sandbox", id, command);
    }

    static Assignment.Builder shell(String id, String script) {
        return process(id, "sh", "-c", script);
    }

    private static Assignment.Builder assignment(String driver, String id, String... command) {
        return Assignment.newBuilder()
                .setAllocationId(id)
                .setEpoch(1)
                .setAttempt(1)
                .setJobId("job")
                .setJobName("job")
                .setProject("default")
                .setDriver(driver)
                .addAllCommand(List.of(command))
                .setCpuMillis(1000)
                .setMemoryMib(256)
                .setGraceMillis(500)
                .setNetwork("host");
    }
}
