package dev.meridian.agent.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/// Starts shims, one nursery for each kind of tasks that must not share what a user namespace
/// shares, and looks after them. A nursery that had nothing to do for a while is sent home.
final class Shims implements AutoCloseable {
    private static final long LOOK_MILLIS = 1_000;
    private static final int IDLE_LOOKS = 10;
    private static final int EARLY_ROUNDS = 20;
    private static final long FOLLOW_MILLIS = 300;

    /// Output that waits for so long has to be seen.
    private static final long PUMP_MILLIS = 100;

    /// A task that lives for so long may live for long: it must not need the agent to write.
    private static final long MOST_UNPUMPED_MILLIS = 800;

    private static final class Kept {
        private final Nursery nursery;
        private int idle;
        private int starting;

        Kept(Nursery nursery) {
            this.nursery = nursery;
        }
    }

    private final Path script;
    private final Map<String, Kept> nurseries = new HashMap<>();
    private boolean looking;

    private Shims(Path script) {
        this.script = script;
    }

    /// Unpacks the script into the data directory. Running shims keep the file that they were
    /// started from.
    static Shims install(Path dataDir) throws IOException {
        Path script = dataDir.resolve("shim.sh");
        Path fresh = dataDir.resolve("shim.sh.new");
        try (InputStream packed = Shims.class.getResourceAsStream("shim.sh")) {
            if (packed == null) throw new IllegalStateException("the jar lacks its shim.sh");
            Files.copy(packed, fresh, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(fresh, script, StandardCopyOption.ATOMIC_MOVE);
        return new Shims(script);
    }

    /// Returns as soon as the task's process exists.
    ///
    /// @param realm tasks of different realms share no user namespace; empty: they need none
    Shim start(String realm, AllocationFolder folder) throws IOException {
        Kept kept = nursery(realm);
        try {
            Shim shim = kept.nursery.start(folder);
            after(PUMP_MILLIS).execute(() -> pump(shim, PUMP_MILLIS));
            return shim;
        } finally {
            synchronized (this) {
                kept.starting--;
            }
        }
    }

    /// Copying output takes two processes, which a task that is short and quiet never needs.
    private static void pump(Shim shim, long age) {
        if (age >= MOST_UNPUMPED_MILLIS || shim.hasOutput()) shim.pump();
        else after(age).execute(() -> pump(shim, 2 * age));
    }

    private synchronized Kept nursery(String realm) throws IOException {
        Kept kept = nurseries.get(realm);
        if (kept != null && !kept.nursery.alive()) { // its shims live, and are looked after
            nurseries.put(realm + " before " + System.identityHashCode(kept), kept);
            kept = null;
        }
        if (kept == null) {
            String nobody = realm.isEmpty() ? "" : Integer.toString(SandboxDriver.NOBODY);
            kept = new Kept(new Nursery(script, nobody));
            nurseries.put(realm, kept);
        }
        kept.starting++;
        kept.idle = 0;
        if (!looking) {
            looking = true;
            after(LOOK_MILLIS).execute(this::look);
        }
        return kept;
    }

    private synchronized void look() {
        Iterator<Kept> all = nurseries.values().iterator();
        while (all.hasNext()) {
            Kept kept = all.next();
            kept.nursery.look();
            kept.idle = kept.starting == 0 && kept.nursery.empty() ? kept.idle + 1 : 0;
            if (kept.idle <= IDLE_LOOKS) continue;
            kept.nursery.close();
            all.remove();
        }
        looking = !nurseries.isEmpty();
        if (looking) after(LOOK_MILLIS).execute(this::look);
    }

    /// A shim that an earlier run of the agent had started.
    static Shim adopt(ProcessIdentity identity) {
        Shim shim =
                new Shim(
                        identity,
                        one -> ProcessHandle.of(one.pid()).ifPresent(ProcessHandle::destroy),
                        _ -> {});
        shim.pump();
        follow(shim, 0);
        return shim;
    }

    /// Its agent may have died before it could hear: so it is told several times, and heeds once.
    private static void follow(Shim shim, int round) {
        shim.goneUnlessAlive();
        if (shim.ended().isDone()) return;
        boolean early = round < EARLY_ROUNDS;
        if (early) ProcessHandle.of(shim.pid()).ifPresent(ProcessHandle::destroy);
        after(early ? PUMP_MILLIS : FOLLOW_MILLIS).execute(() -> follow(shim, round + 1));
    }

    private static Executor after(long millis) {
        return CompletableFuture.delayedExecutor(
                millis, TimeUnit.MILLISECONDS, work -> Thread.ofVirtual().start(work));
    }

    @Override
    public synchronized void close() {
        nurseries.values().forEach(kept -> kept.nursery.close());
        nurseries.clear();
    }
}
