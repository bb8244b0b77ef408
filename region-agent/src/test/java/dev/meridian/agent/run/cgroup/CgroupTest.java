package dev.meridian.agent.run.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Finding and filling control groups, on folders that look like the kernel's.
class CgroupTest {
    @TempDir Path root;

    @Test
    void aHybridHostIsUnderstood() throws Exception {
        Files.createDirectories(root.resolve("memory/own"));
        CgroupMounts mounts =
                CgroupMounts.parse(
                        List.of(
                                "30 25 0:26 / %s/memory rw shared:1 - cgroup cgroup rw,memory"
                                        .formatted(root),
                                "31 25 0:27 / %s/cpu rw - cgroup cgroup rw,cpu,cpuacct"
                                        .formatted(root),
                                "32 25 0:28 / %s/unified rw - cgroup2 cgroup2 rw".formatted(root),
                                "33 25 0:29 / /proc rw - proc proc rw"),
                        List.of("4:memory:/own", "3:cpu,cpuacct:/elsewhere", "0::/"));
        assertThat(mounts.controllers())
                .containsEntry("memory", root.resolve("memory/own"))
                .containsEntry("cpu", root.resolve("cpu"))
                .containsEntry("cpuacct", root.resolve("cpu"));
        assertThat(mounts.unified().orElseThrow().mount()).isEqualTo(root.resolve("unified"));
        assertThat(HybridGroups.find(mounts, "m")).isEmpty(); // pids is missing
    }

    private static void kernel(Path folder, String... files) throws Exception {
        Files.createDirectories(folder);
        for (String file : files) Files.writeString(folder.resolve(file), "");
    }

    @Test
    void aUnifiedGroupGetsItsLimits() throws Exception {
        Path group = root.resolve("a.1");
        kernel(
                group,
                "memory.max",
                "memory.swap.max",
                "memory.oom.group",
                "cpu.weight",
                "cpu.max",
                "pids.max");
        Group made = new UnifiedGroups(root).create("a.1", new Limits(1500, 64, 100));
        assertThat(group.resolve("memory.max")).hasContent("67108864");
        assertThat(group.resolve("memory.oom.group")).hasContent("1");
        assertThat(group.resolve("cpu.max")).hasContent("150000 100000");
        assertThat(group.resolve("cpu.weight")).hasContent("150");
        assertThat(group.resolve("pids.max")).hasContent("100");
        assertThat(made.doors()).containsExactly(group.resolve("cgroup.procs"));
        assertThat(made.killSwitch()).isEmpty(); // an old kernel
        Files.writeString(group.resolve("cgroup.kill"), "");
        assertThat(made.killSwitch()).isPresent();
    }

    @Test
    void aUnifiedGroupTellsItsUsage() throws Exception {
        Path group = root.resolve("b.1");
        Files.createDirectories(group);
        Files.writeString(group.resolve("memory.current"), Long.toString(50L << 20));
        Files.writeString(
                group.resolve("memory.stat"), "anon 1\ninactive_file " + (10L << 20) + "\n");
        Files.writeString(group.resolve("memory.peak"), Long.toString(60L << 20));
        Files.writeString(group.resolve("memory.events"), "oom 2\noom_kill 1\n");
        Files.writeString(group.resolve("pids.events"), "max 7\n");
        Files.writeString(group.resolve("cpu.stat"), "usage_usec 1500\nuser_usec 1\n");
        Files.writeString(group.resolve("cgroup.procs"), "12\n13\n");
        Group found = new UnifiedGroups(root).find("b.1").orElseThrow();
        assertThat(found.usage()).isEqualTo(new Usage(1_500_000, 40, 60, 1, 7));
        assertThat(found.members()).containsExactly(12L, 13L);
    }

    @Test
    void aUnifiedHostMustHandDownWhatIsNeeded() throws Exception {
        kernel(root, "cgroup.controllers", "cgroup.subtree_control", "cgroup.procs");
        CgroupMounts mounts =
                new CgroupMounts(
                        java.util.Map.of(), Optional.of(new CgroupMounts.Unified(root, root)));
        assertThat(UnifiedGroups.find(mounts, "m"))
                .isEmpty(); // plain files keep only the last write
    }

    @Test
    void tasksGrowWithTheCores() {
        assertThat(Limits.of(500, 1).tasks()).isEqualTo(2048);
        assertThat(Limits.of(64_000, 1).tasks()).isEqualTo(1024 + 64 * 1024);
    }
}
