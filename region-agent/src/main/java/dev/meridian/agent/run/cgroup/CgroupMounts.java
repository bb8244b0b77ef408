package dev.meridian.agent.run.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where this host mounts its control groups and which of them the agent itself is in.
///
/// @param controllers per version 1 controller, the agent's own group
/// @param unified the agent's own group of version 2, with its mount
record CgroupMounts(Map<String, Path> controllers, Optional<Unified> unified) {
    record Unified(Path mount, Path own) {}

    static CgroupMounts ofThisProcess() throws IOException {
        return parse(
                Files.readAllLines(Path.of("/proc/self/mountinfo")),
                Files.readAllLines(Path.of("/proc/self/cgroup")));
    }

    static CgroupMounts parse(List<String> mountInfo, List<String> own) {
        Map<String, String> paths =
                new LinkedHashMap<>(); // controller, or "" for version 2 → own path
        for (String line : own) {
            String[] parts = line.split(":", 3);
            if (parts.length < 3) continue;
            for (String controller : parts[1].split(",", -1)) paths.put(controller, parts[2]);
        }
        Map<String, Path> controllers = new LinkedHashMap<>();
        Optional<Unified> unified = Optional.empty();
        for (String line : mountInfo) {
            int dash = line.indexOf(" - ");
            if (dash < 0) continue;
            Path mount = Path.of(line.split(" ")[4]);
            String[] kind = line.substring(dash + 3).split(" ");
            if (kind[0].equals("cgroup2")) {
                Path place = existing(mount, paths.getOrDefault("", "/"));
                unified = Optional.of(new Unified(mount, place));
            } else if (kind[0].equals("cgroup") && kind.length > 2) {
                Arrays.stream(kind[2].split(","))
                        .filter(paths::containsKey)
                        .forEach(c -> controllers.put(c, existing(mount, paths.get(c))));
            }
        }
        return new CgroupMounts(controllers, unified);
    }

    /// In a container the path that `/proc` tells may be the host's, and lie nowhere here.
    private static Path existing(Path mount, @org.jspecify.annotations.Nullable String own) {
        Path place = own == null ? mount : mount.resolve(own.replaceFirst("^/+", ""));
        return Files.isDirectory(place) ? place : mount;
    }
}
