package dev.meridian.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Whoever runs the tests or, where that is root, `nobody`: with a copy of the agent that he can
/// read.
final class OrdinaryUser {
    private static final int NOBODY = 65534;
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    private final Path program;
    private final Path home;
    private final Path log;

    OrdinaryUser(Path place) throws IOException {
        this.program = place.resolve("program");
        this.home = place.resolve("home");
        this.log = place.resolve("log");
        open(place);
        open(Files.createDirectory(program));
        Files.createDirectory(home);
        if (!ROOT) return;
        Files.setAttribute(home, "unix:uid", NOBODY);
        Files.setAttribute(home, "unix:gid", NOBODY);
    }

    private static void open(Path path) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    long uid() {
        try {
            return ROOT ? NOBODY : (int) Files.getAttribute(home, "unix:uid");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Whether a command succeeds for this user; `java` is the one of these tests.
    boolean runs(String... command) throws IOException, InterruptedException {
        List<String> line = asUser();
        line.addAll(List.of(command));
        line.replaceAll(word -> word.equals("java") ? java() : word);
        Process process =
                new ProcessBuilder(line)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        return process.waitFor() == 0;
    }

    private static List<String> asUser() {
        return ROOT
                ? new ArrayList<>(
                        List.of(
                                "setpriv",
                                "--reuid=" + NOBODY,
                                "--regid=" + NOBODY,
                                "--clear-groups"))
                : new ArrayList<>();
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /// @param within what the agent is started by, in its own right
    Running agent(TestControlPlane plane, List<String> within) throws Exception {
        List<String> line = asUser();
        line.addAll(within);
        line.addAll(List.of(java(), "-Xmx64m", "-XX:+UseSerialGC", "-cp", classPath()));
        line.addAll(List.of("-Duser.home=" + home, RegionAgent.class.getName()));
        line.addAll(
                List.of(
                        "--control-plane=" + plane.address(),
                        "--region=r",
                        "--cluster=c",
                        "--data-dir=" + home.resolve("data"),
                        "--drivers=process,sandbox",
                        "--join-token=" + plane.newToken()));
        ProcessBuilder builder =
                new ProcessBuilder(line)
                        .directory(home.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("MERIDIAN_"));
        builder.environment().put("HOME", home.toString());
        return new Running(builder.start(), log);
    }

    /// Copies what the tests themselves were started with: it may lie in a closed home.
    private String classPath() throws IOException {
        String own =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> copies = new ArrayList<>();
        for (String entry : own.split(":")) {
            Path from = Path.of(entry).toAbsolutePath();
            if (entry.contains("test") || entry.contains("junit") || !Files.exists(from)) continue;
            Path to = program.resolve(Integer.toString(copies.size()));
            copy(from, to);
            copies.add(to.toString());
        }
        return String.join(":", copies);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path there = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    open(Files.createDirectories(there));
                } else {
                    Files.copy(each, there);
                }
            }
        }
    }

    /// Processes of the host whose whole command line this is.
    static long processes(String commandLine) throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.filter(path -> commandLine.equals(commandLine(path))).count();
        }
    }

    private static String commandLine(Path process) {
        try {
            return Files.readString(process.resolve("cmdline")).replace('\0', ' ').strip();
        } catch (IOException _) {
            return "";
        }
    }

    record Running(Process agent, Path log) implements AutoCloseable {
        String said() throws IOException {
            return Files.readString(log);
        }

        @Override
        public void close() throws InterruptedException {
            agent.destroy();
            if (!agent.waitFor(60, TimeUnit.SECONDS)) agent.destroyForcibly();
        }
    }
}
