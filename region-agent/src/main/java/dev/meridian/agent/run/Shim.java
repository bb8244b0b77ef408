package dev.meridian.agent.run;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// The small shell process that stands between agent and task. It holds the session and the output,
/// so that the agent's death ends neither, and writes down the exit code.
///
/// Until it is told to pump it leaves the output where the task wrote it, in two pipes: of a task
/// that soon ends the agent itself takes it from there, and no process was needed to copy it.
final class Shim {
    private static final Logger LOG = System.getLogger(Shim.class.getName());
    private static final int STDOUT = 3;
    private static final int STDERR = 4;

    private final ProcessIdentity identity;
    private final Consumer<Shim> sayPump;
    private final Consumer<Shim> sayEnd;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final CompletableFuture<Void> written = new CompletableFuture<>();
    private boolean pumps;
    private boolean ours; // what is in the pipes is the agent's to take
    private boolean taken; // and it did

    Shim(ProcessIdentity identity, Consumer<Shim> sayPump, Consumer<Shim> sayEnd) {
        this.identity = identity;
        this.sayPump = sayPump;
        this.sayEnd = sayEnd;
    }

    /// One that nobody saw die.
    static Shim dead() {
        Shim shim = new Shim(new ProcessIdentity(0, 0), _ -> {}, _ -> {});
        shim.gone();
        return shim;
    }

    long pid() {
        return identity.pid();
    }

    /// Completes when the task's first process has ended and its code is written, or the shim is
    /// gone. [#settle] has to follow.
    CompletableFuture<Void> ended() {
        return ended;
    }

    /// Whether output waits in the pipes, or nothing is known of that.
    boolean hasOutput() {
        try (InputStream out = pipe(STDOUT);
                InputStream err = pipe(STDERR)) {
            return out.available() > 0 || err.available() > 0;
        } catch (IOException _) {
            return true;
        }
    }

    /// From now on the shim writes all output to files by itself.
    void pump() {
        synchronized (this) {
            if (pumps || ours) return;
            pumps = true;
        }
        sayPump.accept(this);
    }

    /// The task has ended and its output waits in the pipes, unless the order to pump was faster.
    void held() {
        synchronized (this) {
            if (pumps) return;
            ours = true;
        }
        ended.complete(null);
    }

    /// It has done all it had to do, or was killed.
    void gone() {
        written.complete(null);
        ended.complete(null);
    }

    void goneUnlessAlive() {
        if (!identity.alive()) gone();
    }

    /// Sees that all output is in the files; to be called when nobody is left to write more.
    void settle(AllocationFolder folder, OutputShares shares) {
        if (!written.isDone()) {
            try {
                take(folder, shares);
            } catch (IOException e) {
                LOG.log(
                        Level.WARNING,
                        "the output of {0} could not be kept: {1}",
                        folder.root(),
                        e.getMessage());
            }
        }
        sayEnd.accept(this);
    }

    /// Whether it is gone and never had other processes beside it that copy output.
    boolean traceless() {
        synchronized (this) {
            if (!taken) return false;
        }
        return !identity.alive();
    }

    /// Ends it, whatever it holds.
    void discard() {
        sayEnd.accept(this);
    }

    private void take(AllocationFolder folder, OutputShares shares) throws IOException {
        try (InputStream out = pipe(STDOUT);
                InputStream err = pipe(STDERR)) {
            if (Math.max(out.available(), err.available()) < shares.first()) {
                append(out, folder.stdout());
                append(err, folder.stderr());
                synchronized (this) {
                    taken = true;
                }
                return;
            }
        }
        synchronized (this) {
            ours = false;
        }
        pump(); // it knows how to leave out the middle
        written.join();
    }

    private InputStream pipe(int number) throws IOException {
        return new FileInputStream("/proc/" + pid() + "/fd/" + number);
    }

    private static void append(InputStream from, Path file) throws IOException {
        if (from.available() == 0) return;
        try (OutputStream to = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
            for (int waiting = from.available(); waiting > 0; waiting = from.available()) {
                to.write(from.readNBytes(waiting));
            }
        }
    }
}
