package dev.meridian.agent.run.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Version 1 controllers for the limits and, where version 2 is mounted beside them, a group
/// without controllers there: only version 2 can kill a whole group at once.
final class HybridGroups implements Groups {
    private static final List<String> WANTED = List.of("memory", "cpu", "cpuacct", "pids");
    private static final int PERIOD_MICROS = 100_000;
    private static final int LEAST_QUOTA_MICROS = 5_000;

    private final Map<String, Path> parents;
    private final Optional<Path> unified;
    private final String family;

    HybridGroups(Map<String, Path> parents, Optional<Path> unified, String family) {
        this.parents = parents;
        this.unified = unified;
        this.family = family;
    }

    /// Whether this process may make groups for all limits.
    static Optional<Groups> find(CgroupMounts mounts, String family) {
        for (String controller : WANTED) {
            Path parent = mounts.controllers().get(controller);
            if (parent == null || !Files.isWritable(parent)) return Optional.empty();
        }
        return Optional.of(
                new HybridGroups(
                        mounts.controllers(),
                        mounts.unified().map(CgroupMounts.Unified::own).filter(Files::isWritable),
                        family));
    }

    @Override
    public Group create(String name, Limits limits) throws IOException {
        HybridGroup group = group(name);
        for (Path folder : group.folders()) Files.createDirectories(folder);
        if (limits.memoryMib() > 0) {
            String bytes = Long.toString(limits.memoryMib() << 20);
            KernelFile.write(group.memory().resolve("memory.limit_in_bytes"), bytes);
            boolean _ =
                    KernelFile.tryWrite(
                            group.memory().resolve("memory.memsw.limit_in_bytes"), bytes);
            boolean _ = KernelFile.tryWrite(group.memory().resolve("memory.swappiness"), "0");
        }
        if (limits.cpuMillis() > 0) {
            long shares = Math.max(2, limits.cpuMillis() * 1024 / 1000);
            long quota = Math.max(LEAST_QUOTA_MICROS, limits.cpuMillis() * PERIOD_MICROS / 1000);
            KernelFile.write(group.cpu().resolve("cpu.shares"), Long.toString(shares));
            boolean _ =
                    KernelFile.tryWrite(
                            group.cpu().resolve("cpu.cfs_period_us"),
                            Integer.toString(PERIOD_MICROS));
            KernelFile.write(group.cpu().resolve("cpu.cfs_quota_us"), Long.toString(quota));
        }
        if (limits.tasks() > 0) {
            KernelFile.write(group.pids().resolve("pids.max"), Long.toString(limits.tasks()));
        }
        return group;
    }

    @Override
    public Optional<Group> find(String name) {
        HybridGroup group = group(name);
        return Files.isDirectory(group.memory()) ? Optional.of(group) : Optional.empty();
    }

    private HybridGroup group(String name) {
        List<Path> folders = new ArrayList<>();
        for (String controller : WANTED) folders.add(folder(controller, name));
        Optional<Path> whole = unified.map(parent -> parent.resolve(family).resolve(name));
        whole.ifPresent(folders::add);
        return new HybridGroup(
                folder("memory", name),
                folder("cpu", name),
                folder("cpuacct", name),
                folder("pids", name),
                whole,
                folders.stream().distinct().toList());
    }

    private Path folder(String controller, String name) {
        Path parent = parents.get(controller);
        if (parent == null) throw new IllegalStateException("no controller " + controller);
        return parent.resolve(family).resolve(name);
    }

    @Override
    public String sentence() {
        return "limits are kept by version 1 control groups"
                + (unified.isPresent() ? ", whole trees are killed through version 2" : "");
    }
}
