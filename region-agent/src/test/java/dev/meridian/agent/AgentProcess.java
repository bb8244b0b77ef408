package dev.meridian.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// An agent in a process of its own, which may be killed and stopped, and come back.
final class AgentProcess implements AutoCloseable {
    private final TestControlPlane plane;
    private final Path dataDir;
    private final List<String> before;
    private Process process;

    /// @param before what it is started by, as `unshare`
    AgentProcess(TestControlPlane plane, Path dataDir, List<String> before, String... options)
            throws Exception {
        this.plane = plane;
        this.dataDir = dataDir;
        this.before = before;
        this.process = launch(before, plane.newToken(), options);
    }

    private Process launch(List<String> before, String token, String... more) throws IOException {
        List<String> line = new ArrayList<>(before);
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-Xmx48m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        line.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", classPath()));
        line.add(RegionAgent.class.getName());
        line.addAll(
                List.of(
                        "--control-plane=" + plane.address(),
                        "--region=r",
                        "--cluster=c",
                        "--data-dir=" + dataDir,
                        "--drivers=process"));
        line.addAll(List.of(more));
        if (!token.isEmpty()) line.add("--join-token=" + token);
        return new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
    }

    private static String classPath() {
        return Objects.requireNonNull(
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")));
    }

    Path log() {
        return dataDir.resolveSibling(dataDir.getFileName() + ".log");
    }

    String said() throws IOException {
        return Files.readString(log());
    }

    long pid() {
        return process.pid();
    }

    /// STOP, CONT, TERM …
    void signal(String name) throws Exception {
        signal(name, process.pid());
    }

    static void signal(String name, long pid) throws Exception {
        if (new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor() != 0) {
            throw new IllegalStateException("no process " + pid);
        }
    }

    void kill() throws Exception {
        process.destroyForcibly();
        process.waitFor();
    }

    void restart() throws Exception {
        restart(before);
    }

    /// @param by what it is started by this time
    void restart(List<String> by, String... options) throws Exception {
        process = launch(by, "", options);
    }

    /// What lies below the data directory as the agent sees it, which may be in a world of its own.
    Path seen(String path) {
        return Path.of("/proc/" + process.pid() + "/root", dataDir.resolve(path).toString());
    }

    int waitFor() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) throw new IllegalStateException("it stays");
        return process.exitValue();
    }

    /// The guard in charge.
    long guard() throws IOException {
        String[] identity = Files.readString(dataDir.resolve("guard/guard")).strip().split(" ");
        return Long.parseLong(identity[0]);
    }

    static boolean alive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /// Leaves nothing behind, whatever state it is in.
    @Override
    public void close() throws Exception {
        if (!process.isAlive()) restart();
        signal("CONT");
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) kill();
    }
}
