package dev.meridian.agent.run;

import dev.meridian.agent.run.cgroup.Group;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// All processes of one attempt. The control group knows them for certain; without one they are
/// found by descent, by session and by the allocation's mark in their environment, which a process
/// that left its session still carries.
final class ProcessTree {
    private final Group group;
    private final Optional<ProcessIdentity> leader;
    private final String mark;
    private final String epochMark;

    ProcessTree(AllocationKey key, Group group, Optional<ProcessIdentity> leader) {
        this.group = group;
        this.leader = leader;
        this.mark = "MERIDIAN_ALLOCATION_ID=" + key.allocationId();
        this.epochMark = "MERIDIAN_EPOCH=" + key.epoch();
    }

    List<ProcessStat> members() {
        if (!group.doors().isEmpty()) {
            return group.members().stream()
                    .flatMap(pid -> ProcessStat.of(pid).stream())
                    .filter(ProcessTree::living)
                    .toList();
        }
        List<ProcessStat> all = ProcessStat.all();
        Set<Long> known = new HashSet<>();
        leader.filter(ProcessIdentity::alive).ifPresent(process -> known.add(process.pid()));
        long session = leader.map(ProcessIdentity::pid).orElse(-1L);
        for (ProcessStat stat : all) {
            if (stat.session() == session || marked(stat.pid())) known.add(stat.pid());
        }
        boolean grown = true;
        while (grown) {
            grown = false;
            for (ProcessStat stat : all) {
                if (known.contains(stat.parent())) grown |= known.add(stat.pid());
            }
        }
        return all.stream()
                .filter(stat -> known.contains(stat.pid()))
                .filter(ProcessTree::living)
                .toList();
    }

    private static boolean living(ProcessStat stat) {
        return stat.state() != 'Z' && stat.state() != 'X';
    }

    private boolean marked(long pid) {
        try {
            List<String> variables =
                    List.of(
                            new String(
                                            Files.readAllBytes(
                                                    Path.of("/proc/" + pid + "/environ")),
                                            StandardCharsets.UTF_8)
                                    .split("\0"));
            return variables.contains(mark) && variables.contains(epochMark);
        } catch (IOException _) {
            return false; // another user's, or gone
        }
    }

    /// Asks every process to end. The sandbox's own two processes are left out: they end with what
    /// they hold, and would otherwise end before it and take its exit code with them.
    void terminate() {
        for (ProcessStat stat : members()) {
            if (stat.command().equals(SandboxDriver.BUBBLEWRAP)) continue;
            handle(stat).ifPresent(ProcessHandle::destroy);
        }
    }

    /// One round of killing; to be repeated until nobody is left, as something may fork meanwhile.
    boolean kill() {
        Optional<Path> killSwitch = group.killSwitch();
        if (killSwitch.isPresent()) {
            try {
                Files.writeString(killSwitch.get(), "1");
            } catch (IOException _) {
                killOneByOne();
            }
        } else {
            killOneByOne();
        }
        return members().isEmpty();
    }

    private void killOneByOne() {
        for (ProcessStat stat : members()) {
            handle(stat).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    /// A handle remembers the start time and never hits a successor with the same number.
    private static Optional<ProcessHandle> handle(ProcessStat stat) {
        return ProcessHandle.of(stat.pid())
                .filter(_ ->
                        ProcessStat.of(stat.pid())
                                .filter(now -> now.startTicks() == stat.startTicks())
                                .isPresent());
    }
}
