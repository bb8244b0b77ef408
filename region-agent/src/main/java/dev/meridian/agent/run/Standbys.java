package dev.meridian.agent.run;

import dev.meridian.agent.protocol.Assignment;
import dev.meridian.agent.protocol.DesiredState;
import dev.meridian.agent.protocol.Standby;
import dev.meridian.agent.protocol.StandbyReport;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Prepares work of other nodes that may have to go on here, and starts none of it. What is
/// promoted is an assignment like any other, and finds prepared what was.
public final class Standbys {
    private static final Logger LOG = System.getLogger(Standbys.class.getName());

    private final Tasks tasks;
    private final StandbyFolders folders;
    private final Consumer<StandbyReport> told;
    private final LongSupplier nanos;
    private final Map<String, Preparation> preparing = new HashMap<>();
    private long revision;

    public Standbys(
            Tasks tasks, StandbyFolders folders, Consumer<StandbyReport> told, LongSupplier nanos) {
        this.tasks = tasks;
        this.folders = folders;
        this.told = told;
        this.nanos = nanos;
    }

    /// A new stream may come from another control plane, which counts revisions by itself, and may
    /// not know what was told.
    public synchronized void reconnected() {
        revision = 0;
        preparing.values().forEach(Preparation::tell);
    }

    /// Returns at once.
    public synchronized void desired(DesiredState state) {
        if (state.getRevision() < revision) return;
        revision = state.getRevision();
        Map<String, Standby> wanted = new HashMap<>();
        state.getStandbysList().forEach(one -> wanted.put(one.getWork().getAllocationId(), one));
        boolean ended = false;
        for (Iterator<Preparation> all = preparing.values().iterator(); all.hasNext(); ) {
            Preparation one = all.next();
            if (!wanted.containsKey(one.allocation())) {
                one.end();
                all.remove();
                ended = true;
            }
        }
        for (Standby one : wanted.values()) {
            Preparation known = preparing.get(one.getWork().getAllocationId());
            if (known == null) {
                begin(one.getWork());
            } else if (one.getFresh()) {
                known.again();
            }
        }
        if (ended || preparing.isEmpty()) {
            // what was promoted is about to begin with what is there
            Set<String> needed = new HashSet<>(preparing.keySet());
            state.getAssignmentsList().stream()
                    .map(Assignment::getAllocationId)
                    .forEach(needed::add);
            Thread.ofVirtual().name("standby-sweep").start(() -> sweep(needed));
        }
    }

    private void begin(Assignment work) {
        var preparation = new Preparation(work, tasks, told, nanos);
        preparing.put(work.getAllocationId(), preparation);
        Thread.ofVirtual().name("standby").start(preparation);
    }

    private void sweep(Set<String> needed) {
        try {
            folders.keepOnly(needed);
        } catch (IOException e) {
            LOG.log(Level.INFO, "what was prepared in vain stays for now: {0}", e.getMessage());
        }
    }
}
