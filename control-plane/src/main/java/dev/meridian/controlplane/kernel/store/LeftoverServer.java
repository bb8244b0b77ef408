package dev.meridian.controlplane.kernel.store;

import dev.meridian.controlplane.kernel.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The server that a killed control plane left behind: PostgreSQL lives on when its parent dies.
///
/// It is stopped and started anew rather than adopted: one way to start means one set of settings.
/// A fast stop writes a checkpoint, so nothing needs recovery afterwards.
final class LeftoverServer {
    private static final Logger log = LoggerFactory.getLogger(LeftoverServer.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path data;
    private final Path pidFile;

    LeftoverServer(Path data) {
        this.data = data;
        this.pidFile = data.resolve("postmaster.pid");
    }

    /// The server that works in that folder now.
    static Optional<ProcessHandle> running(Path data) {
        var server = new LeftoverServer(data);
        try {
            return Files.exists(server.pidFile)
                    ? ProcessHandle.of(server.pid()).filter(server::isOurs)
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    void stop() {
        try {
            if (!Files.exists(pidFile)) {
                return;
            }
            var process = ProcessHandle.of(pid());
            if (process.filter(this::isOurs).isPresent()) {
                log.info(
                        "stopping the PostgreSQL that an earlier run left behind (process {})",
                        process.get().pid());
                // a fast stop: SIGTERM would wait for clients to leave by themselves
                new ProcessBuilder("kill", "-INT", Long.toString(process.get().pid())).start();
            } else if (process.isPresent()) {
                // the number now belongs to another process, as after the restart of a container:
                // PostgreSQL would
                // take that for its predecessor and refuse to start
                Files.deleteIfExists(pidFile);
            }
            // children of a killed server go by themselves, but not at once, and nothing starts
            // beside them
            ProcessHandle.allProcesses().filter(this::isOurs).forEach(LeftoverServer::awaitEnd);
        } catch (IOException e) {
            throw new CannotStart(
                    "The state of an earlier embedded PostgreSQL cannot be read: "
                            + e.getMessage()
                            + ".",
                    "Check the permissions of " + data + ".",
                    e);
        }
    }

    private long pid() throws IOException {
        var lines = Files.readAllLines(pidFile);
        try {
            return lines.isEmpty() ? -1 : Long.parseLong(lines.getFirst().trim());
        } catch (NumberFormatException _) {
            return -1;
        }
    }

    /// A PostgreSQL whose working directory, or whose `-D`, is our data folder; any other process
    /// is left alone.
    private boolean isOurs(ProcessHandle process) {
        var command = process.info().command().map(Path::of).map(Path::getFileName);
        if (command.isEmpty() || !command.get().toString().startsWith("postgres")) {
            return false;
        }
        Path workingDirectory = Path.of("/proc", Long.toString(process.pid()), "cwd");
        try {
            if (Files.exists(workingDirectory)) {
                return Files.isSameFile(workingDirectory, data);
            }
        } catch (IOException _) {
            return false;
        }
        return process.info().commandLine().orElse("").contains(data.toString());
    }

    private static void awaitEnd(ProcessHandle process) {
        try {
            process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while PostgreSQL stops", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new CannotStart(
                    "The PostgreSQL of an earlier run (process "
                            + process.pid()
                            + ") does not stop.",
                    "Stop it by hand, then start again.",
                    e);
        }
    }
}
