package dev.meridian.verification.chaos.arena;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// The server of the database that a control plane brought along.
public final class Postgres {
    private final Path pidFile;

    private Postgres(Path home) {
        this.pidFile = home.resolve("postgres/data/postmaster.pid");
    }

    /// @param home of the control plane
    public static Postgres of(Path home) {
        return new Postgres(home);
    }

    /// Of the process that leads the others.
    ///
    /// @return 0: there is none
    public long pid() {
        try {
            return Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
        } catch (IOException | RuntimeException _) {
            return 0; // it is being written, or gone
        }
    }

    /// By `kill -9`; the processes that serve clients follow by themselves.
    public void kill() {
        signal("KILL", List.of(pid()));
    }

    /// The leader and all that serve clients, in this moment.
    public void freeze() {
        signal("STOP", all());
    }

    public void thaw() {
        signal("CONT", all());
    }

    /// Lets it run for a while and stand for a while, over and over.
    ///
    /// @return what ends that, and returns once it runs again
    public Runnable slow(Duration runs, Duration stands) {
        var over = new AtomicBoolean();
        Thread brake =
                Thread.ofVirtual()
                        .name("brake")
                        .start(() -> {
                            while (!over.get()) {
                                freeze();
                                Waiting.rest(stands);
                                thaw();
                                Waiting.rest(runs);
                            }
                        });
        return () -> {
            over.set(true);
            try {
                brake.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        };
    }

    private List<Long> all() {
        List<Long> all = new ArrayList<>(List.of(pid()));
        ProcessHandle.of(pid())
                .ifPresent(leader -> leader.descendants().forEach(one -> all.add(one.pid())));
        return all;
    }

    private static void signal(String name, List<Long> pids) {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        pids.forEach(pid -> command.add(Long.toString(pid)));
        try {
            new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
