package dev.meridian.agent.run;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;

/// Ends what earlier runs of the agent have left of their shims: one that nobody of this run
/// started, and that has no process below it, holds no task and copies no output. It is asked to
/// write what it may still have in its pipes, and killed where it does nothing.
///
/// A shim that holds work always has a process below it: its task, or whoever copies its output.
final class StrayShims {
    private static final Logger LOG = System.getLogger(StrayShims.class.getName());

    private static final String SHELL = "sh";

    /// Looks in a row at which it must have been idle.
    private static final int ASKED_AFTER = 2;

    private static final int KILLED_AFTER = 5;

    private final Path script;
    private final LongPredicate ours;
    private final Map<ProcessIdentity, Integer> idle = new HashMap<>();

    /// @param script that shims run
    /// @param ours whether a process, or the parent of one, was started by this run
    StrayShims(Path script, LongPredicate ours) {
        this.script = script;
        this.ours = ours;
    }

    /// To be called every few seconds; on one thread at a time.
    ///
    /// @return whether there are any
    boolean look() {
        List<ProcessStat> all = ProcessStat.all();
        Set<Long> parents = new HashSet<>();
        all.forEach(one -> parents.add(one.parent()));
        Set<ProcessIdentity> strays = new HashSet<>();
        for (ProcessStat one : all) {
            if (!isShim(one) || ours.test(one.pid()) || ours.test(one.parent())) continue;
            // what is stopped may be about to do something
            if (one.state() != 'T' && one.state() != 't' && !parents.contains(one.pid())) {
                strays.add(new ProcessIdentity(one.pid(), one.startTicks()));
            }
        }
        idle.keySet().retainAll(strays);
        strays.forEach(one -> end(one, idle.merge(one, 1, Integer::sum)));
        return !strays.isEmpty();
    }

    private static void end(ProcessIdentity stray, int looks) {
        if (looks < ASKED_AFTER || !stray.alive()) return;
        Optional<ProcessHandle> process = ProcessHandle.of(stray.pid());
        if (looks < KILLED_AFTER) {
            process.ifPresent(ProcessHandle::destroy);
        } else {
            LOG.log(Level.WARNING, "shim {0} of an earlier run holds nothing: killed", stray.pid());
            process.ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private boolean isShim(ProcessStat one) {
        if (one.state() == 'Z' || !one.command().equals(SHELL)) return false;
        try {
            String line =
                    Files.readString(
                            Path.of("/proc", Long.toString(one.pid()), "cmdline"),
                            StandardCharsets.ISO_8859_1);
            String[] words = line.split("\0", 3);
            return words.length > 1 && words[1].equals(script.toString());
        } catch (IOException _) {
            return false; // gone, or going while we looked
        }
    }
}
