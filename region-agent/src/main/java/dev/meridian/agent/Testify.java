package dev.meridian.agent;

import dev.meridian.agent.link.HostPort;
import dev.meridian.agent.link.Identity;
import dev.meridian.agent.link.IdentityStore;
import dev.meridian.agent.link.LendingPeers;
import dev.meridian.agent.link.Witness;
import dev.meridian.agent.protocol.AllocationReport;
import dev.meridian.agent.protocol.Testimony;
import dev.meridian.agent.run.Evidence;
import dev.meridian.agent.run.cgroup.HostGroups;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The program that the guard starts when there is something to tell and no agent that could. Ends
/// with 0 when it is told or there is nothing to tell, with 1 when nobody listened. It needs no
/// lock on the data directory, for it writes nothing there.
public final class Testify {
    private Testify() {}

    /// @return the command line that starts it for this agent
    static List<String> command(AgentSettings settings, Path dataDir) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes =
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .collect(Collectors.joining(File.pathSeparator));
        String planes =
                settings.controlPlanes().stream()
                        .map(HostPort::toString)
                        .collect(Collectors.joining(","));
        return Stream.of(
                        java,
                        "-XX:+UseSerialGC",
                        "-Xmx24m",
                        "-Xss256k",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-UsePerfData",
                        "-Xlog:disable",
                        "-Xlog:all=error:stderr",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        classes,
                        Testify.class.getName(),
                        dataDir.toString(),
                        planes)
                .toList();
    }

    static void main(String[] args) throws IOException {
        Path dataDir = Path.of(args[0]);
        Optional<Identity> identity = new IdentityStore(dataDir).load();
        if (identity.isEmpty()) return;
        List<AllocationReport> ended =
                new Evidence(dataDir, HostGroups.find(DataDir.family(dataDir)), Clock.systemUTC())
                        .ended();
        if (ended.isEmpty()) return;
        String why =
                new Witness(HostPort.list(args[1]), LendingPeers.read(dataDir), identity.get())
                        .tell(Testimony.newBuilder().addAllEnded(ended).build())
                        .why();
        System.err.println(
                why.isEmpty()
                        ? "testify: told what became of " + ended.size()
                        : "testify: not told: " + why);
        System.exit(why.isEmpty() ? 0 : 1);
    }
}
