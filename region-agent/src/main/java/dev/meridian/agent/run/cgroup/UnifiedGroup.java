package dev.meridian.agent.run.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// One allocation's group on a version 2 host.
record UnifiedGroup(Path folder) implements Group {
    @Override
    public List<Path> doors() {
        return List.of(folder.resolve("cgroup.procs"));
    }

    @Override
    public List<Long> members() {
        return KernelFile.numbers(folder.resolve("cgroup.procs"));
    }

    @Override
    public Optional<Path> killSwitch() {
        return Optional.of(folder.resolve("cgroup.kill")).filter(Files::exists);
    }

    @Override
    public Usage usage() {
        long all = KernelFile.number(folder.resolve("memory.current"));
        long idle = KernelFile.number(folder.resolve("memory.stat"), "inactive_file");
        return new Usage(
                KernelFile.number(folder.resolve("cpu.stat"), "usage_usec") * 1000,
                Math.max(0, all - idle) >> 20,
                KernelFile.number(folder.resolve("memory.peak")) >> 20,
                KernelFile.number(folder.resolve("memory.events"), "oom_kill"),
                KernelFile.number(folder.resolve("pids.events"), "max"));
    }

    @Override
    public void remove() {
        try {
            Files.deleteIfExists(folder);
        } catch (IOException _) {
            return; // a member is still leaving: the next sweep removes it
        }
    }
}
