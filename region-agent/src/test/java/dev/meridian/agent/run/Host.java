package dev.meridian.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.agent.protocol.Assignment;
import dev.meridian.agent.run.cgroup.Groups;
import dev.meridian.agent.run.cgroup.HostGroups;
import dev.meridian.agent.run.cgroup.NoGroups;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A data directory with everything that starts tasks, for tests with real processes.
final class Host {
    final Path dataDir;
    final Groups groups;
    final Tasks tasks;

    private Host(Path dataDir, Groups groups, Optional<Path> store) throws IOException {
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
                                                List.of()))),
                        new Checkpoints(
                                store,
                                new StandbyFolders(dataDir),
                                System.getenv(),
                                Clock.systemUTC(),
                                System::nanoTime));
    }

    static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    static Host limited(Path dataDir) throws IOException {
        return new Host(
                dataDir,
                HostGroups.find("meridian-test-" + ProcessHandle.current().pid()),
                Optional.empty());
    }

    /// One of the hosts that share a checkpoint store.
    static Host storing(Path dataDir, Path store) throws IOException {
        return new Host(dataDir, new NoGroups(), Optional.of(store));
    }

    /// As for an ordinary user, who may write no control groups.
    static Host unlimited(Path dataDir) throws IOException {
        return new Host(dataDir, new NoGroups(), Optional.empty());
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
        return start(assignment).exit().get(60, TimeUnit.SECONDS);
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

    /// A number of seconds that no other test, and no earlier run of this one, sleeps.
    static String seconds() {
        return Integer.toString(100_000 + new Random().nextInt(800_000));
    }

    /// Host processes whose whole command line this is.
    static long processes(String commandLine) {
        return commandLines().filter(commandLine::equals).count();
    }

    static Stream<String> commandLines() {
        return ProcessStat.all().stream()
                .map(stat -> {
                    try {
                        Path file = Path.of("/proc/" + stat.pid() + "/cmdline");
                        return Files.readString(file).replace('\0', ' ').strip();
                    } catch (IOException _) {
                        return "";
                    }
                });
    }
}
