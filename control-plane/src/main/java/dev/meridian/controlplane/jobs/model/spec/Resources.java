package dev.meridian.controlplane.jobs.model.spec;

import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.kernel.model.Millicores;
import org.jspecify.annotations.Nullable;

/// What one instance of a group holds of its node.
public record Resources(
        @Says("cores, `0.5` or `500m` too") @Default("1") Millicores cpu,
        @Says("memory, in Ki Mi Gi Ti or bytes") @Default("256Mi") Mebibytes memory,
        @Says("space in the working directory, in Ki Mi Gi Ti or bytes") @Default("0")
                Mebibytes disk,
        @Says("\"H100:8\" whole devices, \"H100:0.5\" a share of one, \"gpu:1\" of any model")
                @Nullable AcceleratorRequest accelerators) {

    private static final long MOST_CORES = 100_000;
    private static final Mebibytes MOST_MEMORY = Mebibytes.ofGibibytes(1 << 20);
    private static final Mebibytes MOST_DISK = Mebibytes.ofGibibytes(100 << 20);

    public Resources {
        Checks.of()
                .that(
                        cpu.value() > 0 && cpu.value() <= MOST_CORES * 1000,
                        "cpu",
                        "cpu is " + cpu + " cores",
                        "give 1m to " + MOST_CORES + " cores")
                .that(
                        memory.value() > 0 && memory.compareTo(MOST_MEMORY) <= 0,
                        "memory",
                        "memory is " + memory,
                        "give 1Mi to " + MOST_MEMORY)
                .that(
                        disk.compareTo(MOST_DISK) <= 0,
                        "disk",
                        "disk is " + disk,
                        "give at most " + MOST_DISK)
                .orThrow();
    }
}
