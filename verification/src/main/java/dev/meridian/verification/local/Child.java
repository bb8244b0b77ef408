package dev.meridian.verification.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;

/// A program that we started and that we stop again, at the latest when our own process ends.
public final class Child implements AutoCloseable {

    private static final int TAIL_LINES = 15;
    private static final long GRACE_SECONDS = 20;

    /// Youngest first: who was started last depends on those before.
    private static final Deque<Child> LIVING = new ConcurrentLinkedDeque<>();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> LIVING.forEach(Child::close), "stop-children"));
    }

    private final String name;
    private final Process process;
    private final Path log;

    private Child(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /// In a session of its own, so that Ctrl-C reaches us alone and we stop our children in good
    /// order.
    public static Child start(
            String name,
            List<String> command,
            Map<String, String> environment,
            Path folder,
            Path log) {
        List<String> line = new ArrayList<>(command);
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            line.addFirst("/usr/bin/setsid");
        }
        try {
            Files.createDirectories(folder);
            Files.createDirectories(log.toAbsolutePath().getParent());
            var builder =
                    new ProcessBuilder(line)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            var child = new Child(name, builder.start(), log);
            LIVING.addFirst(child);
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name, e);
        }
    }

    public String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public Path log() {
        return log;
    }

    /// The last lines that it wrote: why it died, as a rule.
    public String tail() {
        try {
            List<String> lines =
                    new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
            return String.join(
                    "\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    /// @throws IllegalStateException with the end of its log when it is no longer there
    public void mustLive() {
        if (!isAlive()) {
            throw new IllegalStateException(
                    name
                            + " ended with exit code "
                            + process.exitValue()
                            + "; the end of "
                            + log
                            + ":\n"
                            + tail());
        }
    }

    /// @param name as `STOP` or `CONT`
    public void signal(String name) {
        try {
            new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid()).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// As a power cut would end it.
    public void kill() {
        process.destroyForcibly();
        await(GRACE_SECONDS);
        LIVING.remove(this);
    }

    @Override
    public void close() {
        process.destroy();
        if (!await(GRACE_SECONDS)) {
            kill();
        }
        LIVING.remove(this);
    }

    /// Waits for its end.
    ///
    /// @return false when it still runs after that time
    public boolean ends(Duration limit) {
        return await(limit.toSeconds());
    }

    private boolean await(long seconds) {
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
