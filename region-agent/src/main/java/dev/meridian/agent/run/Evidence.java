package dev.meridian.agent.run;

import dev.meridian.agent.journal.Entry;
import dev.meridian.agent.journal.Journal;
import dev.meridian.agent.protocol.AllocationReport;
import dev.meridian.agent.protocol.Assignment;
import dev.meridian.agent.run.cgroup.Group;
import dev.meridian.agent.run.cgroup.Groups;
import dev.meridian.agent.run.cgroup.NoGroups;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What ended on this host and may not have been told, read from disk without touching anything:
/// the agent may be back at any moment. Of what runs, and of what is gone without a trace, nothing
/// is said.
public final class Evidence {
    private final Path dataDir;
    private final Attempts attempts;
    private final Leases leases;
    private final Groups groups;
    private final InstantSource clock;

    public Evidence(Path dataDir, Groups groups, InstantSource clock) throws IOException {
        this.dataDir = dataDir;
        this.attempts = new Attempts(dataDir);
        this.leases = new Leases(dataDir, BootId.current(), () -> {});
        this.groups = groups;
        this.clock = clock;
    }

    public List<AllocationReport> ended() throws IOException {
        Map<AllocationKey, AllocationReport> written = new HashMap<>();
        for (Entry entry : Journal.read(dataDir)) {
            entry.end().ifPresent(end -> written.put(AllocationKey.of(end), end));
        }
        List<AllocationReport> all = new ArrayList<>();
        for (AllocationKey key : attempts.onDisk()) {
            AllocationReport end = written.get(key);
            if (end != null) {
                all.add(end.toBuilder().setSeq(0).build());
            } else {
                seen(key).ifPresent(all::add);
            }
        }
        return all;
    }

    private Optional<AllocationReport> seen(AllocationKey key) {
        AllocationFolder folder = attempts.folder(key);
        Optional<Leases.Mark> mark = leases.kept(key).map(Leases.Lease::mark);
        boolean killed = mark.filter(Leases.Mark.GUARD_DONE::equals).isPresent();
        Optional<Assignment> assignment = attempts.assignment(key);
        if (assignment.isEmpty() || !killed && !Exit.told(folder)) {
            return Optional.empty();
        }
        Optional<Ending.Begun> begun = Ending.kept(folder);
        Group group = groups.find(key.toString()).orElseGet(NoGroups::none);
        if (!killed && lives(key, folder, group)) return Optional.empty();
        boolean fenced = mark.filter(found -> found != Leases.Mark.NOBODY).isPresent();
        @Nullable Ending ending =
                fenced ? Ending.FENCE : begun.map(Ending.Begun::ending).orElse(null);
        Exit exit = Exit.read(folder, group.usage());
        Verdict verdict =
                Verdict.of(assignment.get(), exit, ending, begun.map(Ending.Begun::why).orElse(""));
        return Optional.of(report(key, exit, verdict));
    }

    /// Its first process has ended; as long as anything that it left behind runs, it is not gone.
    private static boolean lives(AllocationKey key, AllocationFolder folder, Group group) {
        return !new ProcessTree(key, group, ProcessIdentity.read(folder.task()))
                .members()
                .isEmpty();
    }

    private AllocationReport report(AllocationKey key, Exit exit, Verdict verdict) {
        AllocationReport.Builder report =
                AllocationReport.newBuilder()
                        .setAllocationId(key.allocationId())
                        .setEpoch(key.epoch())
                        .setState(verdict.state())
                        .setReason(verdict.reason())
                        .setDetail(verdict.detail())
                        .setStartedAtMillis(exit.startedAtMillis())
                        .setEndedAtMillis(
                                exit.endedAtMillis() > 0 ? exit.endedAtMillis() : clock.millis())
                        .setPeakMemoryMib(exit.usage().peakMemoryMib())
                        .setCpuTimeMillis(Duration.ofNanos(exit.usage().cpuNanos()).toMillis());
        exit.code().ifPresent(report::setExitCode);
        return report.build();
    }
}
