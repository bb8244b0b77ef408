package dev.meridian.agent.run.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// One allocation's groups on a hybrid host.
record HybridGroup(
        Path memory, Path cpu, Path cpuacct, Path pids, Optional<Path> unified, List<Path> folders)
        implements Group {

    @Override
    public List<Path> doors() {
        return folders.stream().map(folder -> folder.resolve("cgroup.procs")).toList();
    }

    @Override
    public List<Long> members() {
        return KernelFile.numbers(pids.resolve("cgroup.procs"));
    }

    @Override
    public Optional<Path> killSwitch() {
        return unified.map(folder -> folder.resolve("cgroup.kill")).filter(Files::exists);
    }

    @Override
    public Usage usage() {
        return new Usage(
                KernelFile.number(cpuacct.resolve("cpuacct.usage")),
                workingSet() >> 20,
                KernelFile.number(memory.resolve("memory.max_usage_in_bytes")) >> 20,
                KernelFile.number(memory.resolve("memory.oom_control"), "oom_kill"),
                KernelFile.number(pids.resolve("pids.events"), "max"));
    }

    /// Without the part of the page cache that the kernel would drop first.
    private long workingSet() {
        long all = KernelFile.number(memory.resolve("memory.usage_in_bytes"));
        long idle = KernelFile.number(memory.resolve("memory.stat"), "total_inactive_file");
        return Math.max(0, all - idle);
    }

    @Override
    public void remove() {
        for (Path folder : folders) {
            try {
                Files.deleteIfExists(folder);
            } catch (IOException _) {
                continue; // a member is still leaving: the next sweep removes it
            }
        }
    }
}
