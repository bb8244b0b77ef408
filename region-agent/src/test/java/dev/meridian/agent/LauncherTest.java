package dev.meridian.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.meridian.agent.protocol.AllocationReport;
import dev.meridian.agent.protocol.Assignment;
import dev.meridian.agent.protocol.TaskState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged agent, started by its launcher: what it weighs, how fast it starts work, how it
/// leaves.
class LauncherTest {
    private static final Path LAUNCHER = Path.of("bin/region-agent").toAbsolutePath();
    private static final Path JAR = Path.of("target/region-agent.jar").toAbsolutePath();
    private static final long MOST_KIB = 96 << 10;
    private static final int IDLE_SECONDS = 15;

    /// Of a core; twice what is promised, for the sake of hosts that are slow or shared.
    private static final double MOST_IDLE = 0.02;

    private static final double TICKS_PER_SECOND = 100;
    private static final int ROUNDS = 20;

    @TempDir Path dataDir;

    @Test
    void itIsSmallAndQuickAndLeavesInOrder() throws Exception {
        assumeTrue(Files.exists(JAR), "needs the packaged agent: make build");
        try (TestControlPlane plane = new TestControlPlane()) {
            plane.heartbeatMillis = 3_000; // as the control plane has it by default
            plane.telemetryMillis = 10_000;
            Process agent = launch(plane);
            try {
                await().atMost(20, TimeUnit.SECONDS).until(() -> plane.hellos.size() == 1);
                List<String> drivers = plane.hellos.getFirst().getDriversList();
                for (String driver : drivers) {
                    System.out.println(
                            driver
                                    + ": milliseconds from the desired state to the report that it runs, p50, p99: "
                                    + starts(plane, driver));
                }
                isHardlyBusyWithNothing(agent.pid());
                long resident = 0;
                for (long pid : family(agent.pid())) resident += residentKib(pid);
                System.out.println("resident with its guard: " + resident / 1024 + " MiB");
                assertThat(resident).isLessThan(MOST_KIB);

                plane.assign(work("process", "last", "echo up; sleep 600"));
                await().until(() -> plane.log("last", "stdout").equals("up\n"));
                agent.destroy();
                assertThat(agent.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(Objects.requireNonNull(plane.end("last")).getState())
                        .isEqualTo(TaskState.STOPPED);
                await().until(() -> plane.goodbyes.size() == 1);
            } finally {
                agent.destroyForcibly();
            }
        }
    }

    private Process launch(TestControlPlane plane) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(
                                LAUNCHER.toString(),
                                "--control-plane=" + plane.address(),
                                "--region=r",
                                "--cluster=c",
                                "--data-dir=" + dataDir,
                                "--drivers=process,sandbox",
                                "--join-token=" + plane.newToken())
                        .redirectErrorStream(true)
                        .redirectOutput(
                                dataDir.resolveSibling(dataDir.getFileName() + ".log").toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.start();
    }

    private static List<Long> starts(TestControlPlane plane, String driver) {
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            String id = driver + i;
            long before = System.nanoTime();
            plane.assign(work(driver, id, "sleep 0.05"));
            await().pollInterval(Duration.ofMillis(1))
                    .pollDelay(Duration.ZERO)
                    .until(() ->
                            plane.reportsOf(id).stream()
                                    .map(AllocationReport::getState)
                                    .anyMatch(state -> state == TaskState.RUNNING));
            millis.add((System.nanoTime() - before) / 1_000_000);
            await().until(() -> plane.end(id) != null);
        }
        millis.sort(null);
        return List.of(millis.get(ROUNDS / 2), millis.getLast());
    }

    private static Assignment work(String driver, String id, String script) {
        return Assignment.newBuilder()
                .setAllocationId(id)
                .setEpoch(1)
                .setDriver(driver)
                .addAllCommand(List.of("sh", "-c", script))
                .setCpuMillis(1000)
                .setMemoryMib(64)
                .setGraceMillis(500)
                .build();
    }

    /// What agent and guard take of a core while nothing runs, processes that came and went
    /// included.
    private static void isHardlyBusyWithNothing(long agent) throws Exception {
        long before = 0;
        for (long pid : family(agent)) before += cpuTicks(pid);
        CompletableFuture.runAsync(
                        () -> {}, CompletableFuture.delayedExecutor(IDLE_SECONDS, TimeUnit.SECONDS))
                .join();
        long after = 0;
        for (long pid : family(agent)) after += cpuTicks(pid);
        double share = (after - before) / (TICKS_PER_SECOND * IDLE_SECONDS);
        System.out.printf(Locale.ROOT, "idle: %.2f %% of a core%n", 100 * share);
        assertThat(share).isLessThan(MOST_IDLE);
    }

    /// The agent, its guard, and what they started.
    private static List<Long> family(long agent) {
        return Stream.concat(
                        Stream.of(agent),
                        ProcessHandle.of(agent).orElseThrow().descendants().map(ProcessHandle::pid))
                .toList();
    }

    /// User and system time, also of children that have ended.
    private static long cpuTicks(long pid) throws Exception {
        String line;
        try {
            line = Files.readString(Path.of("/proc/" + pid + "/stat"));
        } catch (NoSuchFileException _) {
            return 0;
        }
        String[] rest = line.substring(line.lastIndexOf(')') + 2).split(" ");
        return IntStream.of(11, 12, 13, 14).mapToLong(i -> Long.parseLong(rest[i])).sum();
    }

    private static long residentKib(long pid) throws Exception {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    /// On a host without a JDK 25 the launcher says so in a sentence.
    @Test
    void aMissingJdkIsASentence() throws Exception {
        assumeTrue(Files.exists(JAR), "needs the packaged agent: make build");
        Path bin = Files.createDirectories(dataDir.resolve("bin"));
        String text =
                Files.readString(LAUNCHER)
                        .replace("/usr/lib/jvm/*", dataDir + "/none/*")
                        .replace("/opt/*", dataDir + "/none/*");
        Path copy = Files.writeString(bin.resolve("region-agent"), text);
        try (Stream<String> tools = Stream.of("sh", "sed", "head", "dirname", "cat")) {
            for (String tool : tools.toList()) {
                Path found =
                        Arrays.stream(System.getenv("PATH").split(":"))
                                .map(folder -> Path.of(folder, tool))
                                .filter(Files::isExecutable)
                                .findFirst()
                                .orElseThrow();
                Files.createSymbolicLink(bin.resolve(tool), found);
            }
        }
        ProcessBuilder builder =
                new ProcessBuilder("/bin/sh", copy.toString(), "--help").redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", bin.toString());
        builder.environment().put("MERIDIAN_AGENT_JAR", JAR.toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(said.strip().lines()).singleElement().asString().contains("JDK 25", "JAVA_HOME");
    }
}
