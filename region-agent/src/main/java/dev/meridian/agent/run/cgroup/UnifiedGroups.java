package dev.meridian.agent.run.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Version 2 alone: one group an allocation.
///
/// A group that hands controllers down may have no members of its own. So the agent either makes
/// its family below the root of the hierarchy, or, where a service manager delegated its own group
/// to it, steps into a leaf of that first.
final class UnifiedGroups implements Groups {
    private static final List<String> WANTED = List.of("cpu", "memory", "pids");
    private static final int PERIOD_MICROS = 100_000;
    private static final int LEAST_QUOTA_MICROS = 5_000;

    private final Path family;

    UnifiedGroups(Path family) {
        this.family = family;
    }

    static Optional<Groups> find(CgroupMounts mounts, String name) {
        if (mounts.unified().isEmpty()) return Optional.empty();
        CgroupMounts.Unified unified = mounts.unified().get();
        if (!Files.exists(unified.mount().resolve("cgroup.controllers"))) return Optional.empty();
        for (Path parent : List.of(unified.mount(), unified.own())) {
            Optional<Path> family = prepare(parent, name);
            if (family.isPresent()) return Optional.of(new UnifiedGroups(family.get()));
        }
        return Optional.empty();
    }

    private static Optional<Path> prepare(Path parent, String name) {
        if (!Files.isWritable(parent)) return Optional.empty();
        if (!handsDown(parent) && !(stepIntoLeaf(parent) && handsDown(parent))) {
            return Optional.empty();
        }
        Path family = parent.resolve(name);
        try {
            Files.createDirectories(family);
        } catch (IOException _) {
            return Optional.empty();
        }
        return handsDown(family) ? Optional.of(family) : Optional.empty();
    }

    private static boolean handsDown(Path folder) {
        for (String controller : WANTED) {
            boolean _ =
                    KernelFile.tryWrite(folder.resolve("cgroup.subtree_control"), "+" + controller);
        }
        try {
            return List.of(
                            Files.readString(folder.resolve("cgroup.subtree_control"))
                                    .strip()
                                    .split("[ +]+"))
                    .containsAll(WANTED);
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean stepIntoLeaf(Path parent) {
        Path leaf = parent.resolve("region-agent");
        try {
            Files.createDirectories(leaf);
        } catch (IOException _) {
            return false;
        }
        return KernelFile.tryWrite(leaf.resolve("cgroup.procs"), "0");
    }

    @Override
    public Group create(String name, Limits limits) throws IOException {
        Path folder = family.resolve(name);
        Files.createDirectories(folder);
        if (limits.memoryMib() > 0) {
            KernelFile.write(folder.resolve("memory.max"), Long.toString(limits.memoryMib() << 20));
            boolean _ = KernelFile.tryWrite(folder.resolve("memory.swap.max"), "0");
            boolean _ = KernelFile.tryWrite(folder.resolve("memory.oom.group"), "1");
        }
        if (limits.cpuMillis() > 0) {
            long weight = Math.clamp(limits.cpuMillis() / 10, 1, 10_000);
            long quota = Math.max(LEAST_QUOTA_MICROS, limits.cpuMillis() * PERIOD_MICROS / 1000);
            KernelFile.write(folder.resolve("cpu.weight"), Long.toString(weight));
            KernelFile.write(folder.resolve("cpu.max"), quota + " " + PERIOD_MICROS);
        }
        if (limits.tasks() > 0) {
            KernelFile.write(folder.resolve("pids.max"), Long.toString(limits.tasks()));
        }
        return new UnifiedGroup(folder);
    }

    @Override
    public Optional<Group> find(String name) {
        Path folder = family.resolve(name);
        return Files.isDirectory(folder) ? Optional.of(new UnifiedGroup(folder)) : Optional.empty();
    }

    @Override
    public String sentence() {
        return "limits are kept by version 2 control groups below " + family;
    }
}
