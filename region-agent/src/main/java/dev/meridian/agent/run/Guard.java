package dev.meridian.agent.run;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Keeps a guard beside the agent: a small shell program in a session of its own that ends copies
/// whose lease has lapsed when the agent is dead, stopped or hangs. Both know each other by files
/// alone, so that either may die and be replaced: a new guard takes over from the last one, and two
/// at once do no harm.
public final class Guard implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Guard.class.getName());
    private static final long LARGEST_LOG = 256 << 10;
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 10_000;
    private static final long STEADY_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Path dataDir;
    private final Path folder;
    private final ProcessIdentity agent;
    private final LongSupplier nanos;
    private @Nullable Process process;
    private long leases;
    private long pauseMillis = FIRST_PAUSE_MILLIS;
    private boolean closing;

    private Guard(Path dataDir, ProcessIdentity agent, LongSupplier nanos) {
        this.dataDir = dataDir;
        this.folder = dataDir.resolve("guard");
        this.agent = agent;
        this.nanos = nanos;
    }

    /// @param testify the command that tells the control plane what ended while no agent could
    public static Guard start(Path dataDir, List<String> testify, LongSupplier nanos)
            throws IOException {
        long pid = ProcessHandle.current().pid();
        long ticks = ProcessStat.of(pid).map(ProcessStat::startTicks).orElse(0L);
        Guard guard = new Guard(dataDir, new ProcessIdentity(pid, ticks), nanos);
        guard.install(testify);
        guard.launch();
        return guard;
    }

    private void install(List<String> testify) throws IOException {
        Files.createDirectories(folder);
        Files.createDirectories(dataDir.resolve("leases"));
        try (InputStream packed = Guard.class.getResourceAsStream("guard.sh")) {
            if (packed == null) throw new IllegalStateException("the jar lacks its guard.sh");
            replace("guard.sh", packed.readAllBytes());
        }
        String script = testify.stream().map(StartScript::quoted).collect(Collectors.joining(" "));
        replace(
                "testify",
                ("export MALLOC_ARENA_MAX=1\nexec " + script + "\n")
                        .getBytes(StandardCharsets.UTF_8));
        introduce();
    }

    /// A running guard keeps the file that it was started from.
    private void replace(String name, byte[] content) throws IOException {
        Path fresh = folder.resolve(name + ".new");
        Files.write(fresh, content);
        Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /// In place: on a full disk too.
    private void introduce() throws IOException {
        String line =
                "%-58s%n".formatted("%d %d %d".formatted(agent.pid(), agent.startTicks(), leases));
        Files.writeString(
                folder.resolve("agent"), line, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private synchronized void launch() {
        if (closing) return;
        long started = nanos.getAsLong();
        try {
            Path log = folder.resolve("log");
            if (Files.exists(log) && Files.size(log) > LARGEST_LOG) {
                Files.move(log, folder.resolve("log.1"), StandardCopyOption.REPLACE_EXISTING);
            }
            ProcessBuilder builder =
                    new ProcessBuilder(
                                    "setsid",
                                    "/bin/sh",
                                    folder.resolve("guard.sh").toString(),
                                    dataDir.toString())
                            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                            .redirectOutput(Redirect.DISCARD)
                            .redirectError(Redirect.appendTo(log.toFile()));
            builder.environment().clear();
            builder.environment().put("PATH", TaskEnvironment.PATH);
            Process fresh = builder.start();
            process = fresh;
            var _ = fresh.onExit().thenAccept(_ -> replaceLater(started));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "no guard can be started: {0}", e.getMessage());
            replaceLater(started);
        }
    }

    private synchronized void replaceLater(long started) {
        if (closing) return;
        boolean steady = nanos.getAsLong() - started > STEADY_NANOS;
        pauseMillis = steady ? FIRST_PAUSE_MILLIS : Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
        LOG.log(
                Level.WARNING,
                "the guard has ended; another one is started in {0} ms",
                pauseMillis);
        CompletableFuture.delayedExecutor(
                        pauseMillis, TimeUnit.MILLISECONDS, r -> Thread.ofVirtual().start(r))
                .execute(this::launch);
    }

    /// There is one more lease to look after.
    public synchronized void leaseOpened() {
        leases++;
        try {
            introduce();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the guard cannot be told: {0}", e.getMessage());
        }
    }

    /// The agent has ended its work and needs no guard any more.
    public synchronized void dismiss() {
        close();
        Process last = process;
        if (last != null) last.destroy();
    }

    /// Leaves the guard to itself, as the agent's death would.
    @Override
    public synchronized void close() {
        closing = true;
    }
}
