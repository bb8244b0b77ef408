package dev.meridian.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.agent.protocol.Assignment;
import dev.meridian.agent.run.cgroup.Groups;
import dev.meridian.agent.run.cgroup.HostGroups;
import dev.meridian.agent.run.cgroup.NoGroups;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A data directory with everything that starts tasks, for tests with real processes.
final class Host {
    final Path dataDir;
    final Groups groups;
    final Tasks tasks;

    private Host(Path dataDir, Groups groups) throws IOException {
        this.dataDir = Files.createDirectories(dataDir);
        this.groups = groups;
        boolean asRoot = root();
        this.tasks =
                new Tasks(
                        dataDir,
                        groups,
                        List.of(
                                new ProcessDriver(),
                                new SandboxDriver(
                                        new SandboxDriver.Host(
                                                asRoot,
                                                List.of(
                                                        Path.of("/root"),
                                                        Path.of("/home"),
                                                        Path.of("/run"),
                                                        dataDir),
                                                List.of()))));
    }

    static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    static Host limited(Path dataDir) throws IOException {
        return new Host(
                dataDir,
                HostGroups.find("meridian-test-" + Integer.toHexString(dataDir.hashCode())));
    }

    /// As for an ordinary user, who may write no control groups.
    static Host unlimited(Path dataDir) throws IOException {
        return new Host(dataDir, new NoGroups());
    }

    boolean hasGroups() {
        return !(groups instanceof NoGroups);
    }

    Task start(Assignment.Builder assignment) {
        StartResult result = tasks.start(assignment.build());
        assertThat(result).isInstanceOf(StartResult.Started.class);
        return ((StartResult.Started) result).task();
    }

    Exit run(Assignment.Builder assignment) throws Exception {
        return start(assignment).exit().get(20, TimeUnit.SECONDS);
    }

    String stdout(Assignment.Builder assignment) throws IOException {
        return Files.readString(folder(assignment).stdout());
    }

    String stderr(Assignment.Builder assignment) throws IOException {
        return Files.readString(folder(assignment).stderr());
    }

    AllocationFolder folder(Assignment.Builder assignment) {
        return tasks.folder(AllocationKey.of(assignment.build()));
    }

    /// Host processes whose command line holds the text.
    static long processes(String text) {
        return ProcessHandle.allProcesses()
                .filter(
                        process ->
                                process.info()
                                        .commandLine()
                                        .filter(line -> line.contains(text))
                                        .isPresent())
                .count();
    }
}
