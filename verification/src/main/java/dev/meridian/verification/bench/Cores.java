package dev.meridian.verification.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Processor time of a control plane and of a PostgreSQL with all its backends.
///
/// @param self seconds since its start, of this process or of the one that was asked for
/// @param postgres seconds since its start, of backends that have gone too
record Cores(double self, double postgres) {
    private static final double NANOS = 1e9;
    private static final double TICKS = 100;
    private static final int USER = 11;
    private static final int CHILDREN = 15;
    private static final int PARENT = 1;

    /// With a control plane in this process.
    static Cores now(Path home) {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Cores(system.getProcessCpuTime() / NANOS, postgres(home));
    }

    /// With a control plane that is another process of this host.
    static Cores of(long pid, Path home) {
        return new Cores(
                ticks(Path.of("/proc", Long.toString(pid)), Long.toString(pid), USER + 2) / TICKS,
                postgres(home));
    }

    private static double postgres(Path home) {
        try {
            String leader =
                    Files.readAllLines(home.resolve("postgres/data/postmaster.pid"))
                            .getFirst()
                            .strip();
            double ticks = 0;
            try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
                for (Path process : processes) {
                    ticks += ticks(process, leader, CHILDREN);
                }
            }
            return ticks / TICKS;
        } catch (IOException e) {
            throw new IllegalStateException("processor time cannot be read", e);
        }
    }

    /// @param until the field of the leader itself before which to stop
    private static long ticks(Path process, String leader, int until) {
        try {
            String stat = Files.readString(process.resolve("stat"));
            List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
            if (process.getFileName().toString().equals(leader)) {
                return sum(fields, USER, until);
            }
            return fields.get(PARENT).equals(leader) ? sum(fields, USER, USER + 2) : 0;
        } catch (IOException _) {
            return 0; // it has just ended
        }
    }

    private static long sum(List<String> fields, int from, int to) {
        return fields.subList(from, to).stream().mapToLong(Long::parseLong).sum();
    }

    Cores since(Cores before) {
        return new Cores(self - before.self, postgres - before.postgres);
    }

    /// The smaller of each.
    Cores least(Cores other) {
        return new Cores(Math.min(self, other.self), Math.min(postgres, other.postgres));
    }

    double both() {
        return self + postgres;
    }
}
