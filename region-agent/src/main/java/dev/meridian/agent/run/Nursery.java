package dev.meridian.agent.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/// A shell that forks a shim for each task, which costs a fraction of starting a program.
final class Nursery implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 20;

    private final Process process;
    private final Writer orders;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, CompletableFuture<Shim>> awaited = new ConcurrentHashMap<>();
    private final Map<Long, Shim> shims = new ConcurrentHashMap<>();

    /// @param nobody user id for sandboxed tasks of an agent that is root; empty otherwise
    Nursery(Path script, String nobody) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(List.of("setsid", "/bin/sh", script.toString(), nobody))
                        .redirectError(script.resolveSibling("shim.log").toFile());
        builder.environment()
                .clear(); // nothing of the agent's own, and nothing that a job could set
        builder.environment().put("PATH", TaskEnvironment.PATH);
        this.process = builder.start();
        this.orders = process.outputWriter(StandardCharsets.UTF_8);
        Thread.ofPlatform().daemon().name("shims").start(this::listen);
    }

    /// Returns as soon as the task's process exists.
    Shim start(AllocationFolder folder) throws IOException {
        long number = numbers.incrementAndGet();
        CompletableFuture<Shim> started = new CompletableFuture<>();
        awaited.put(number, started);
        try {
            order("start " + number + " " + folder.root());
            if (!process.isAlive()) throw new IOException("the shim's parent was killed");
            return started.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException _) {
            throw new IOException("the shim did not start: " + said(folder));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the shim started");
        } finally {
            awaited.remove(number);
        }
    }

    private static String said(AllocationFolder folder) {
        try {
            return Files.readString(folder.root().resolve("shim.log")).strip();
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                heard(line.split(" "));
            }
        } catch (IOException | UncheckedIOException _) {
            // it is gone
        }
        awaited.values().forEach(Nursery::failed);
    }

    private static void failed(CompletableFuture<Shim> start) {
        start.completeExceptionally(new IOException("no task was started"));
    }

    private void heard(String[] words) {
        long number = Long.parseLong(words[0]);
        Shim shim = shims.get(number);
        switch (words[1]) {
            case "started" -> {
                Shim born =
                        new Shim(
                                new ProcessIdentity(
                                        Long.parseLong(words[2]), Long.parseLong(words[3])),
                                one -> tell("pump", one),
                                one -> {
                                    tell("end", one);
                                    shims.remove(number);
                                });
                shims.put(number, born);
                CompletableFuture<Shim> start = awaited.get(number);
                if (start == null || !start.complete(born)) disown(born, Long.parseLong(words[4]));
            }
            case "failed" -> {
                CompletableFuture<Shim> start = awaited.get(number);
                if (start != null) failed(start);
            }
            case "held" -> {
                if (shim != null) shim.held();
            }
            case "written" -> {
                if (shim != null) shim.gone();
            }
            default -> throw new IllegalStateException("a shim said " + String.join(" ", words));
        }
    }

    /// Nobody waits for it any more, and it was told to have failed: it must not run unknown.
    private static void disown(Shim shim, long task) {
        ProcessHandle.of(task)
                .ifPresent(leader -> {
                    leader.descendants().forEach(ProcessHandle::destroyForcibly);
                    leader.destroyForcibly();
                });
        shim.discard();
    }

    private void tell(String word, Shim shim) {
        try {
            order(word + " " + shim.pid());
        } catch (IOException _) {
            // without its parent a shim hears signals only: TERM to pump, which is right for both
            ProcessHandle.of(shim.pid()).ifPresent(ProcessHandle::destroy);
        }
    }

    private synchronized void order(String line) throws IOException {
        orders.write(line + "\n");
        orders.flush();
    }

    /// Notices shims that were killed, which say nothing any more.
    void look() {
        shims.values().forEach(Shim::goneUnlessAlive);
    }

    boolean empty() {
        return shims.isEmpty() && awaited.isEmpty();
    }

    boolean alive() {
        return process.isAlive();
    }

    /// The shims go on without it.
    @Override
    public void close() {
        try {
            orders.close();
        } catch (IOException _) {
            return; // it is gone already
        }
    }
}
