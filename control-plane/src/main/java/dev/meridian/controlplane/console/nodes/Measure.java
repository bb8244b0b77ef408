package dev.meridian.controlplane.console.nodes;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the heat map is coloured by.
enum Measure {
    CPU_ALLOCATED("cpu", "CPU allocated", NodeReading::cpuAllocated),
    CPU_USED("cpu-used", "CPU used", NodeReading::cpuUsed),
    MEMORY_ALLOCATED("memory", "Memory allocated", NodeReading::memoryAllocated),
    MEMORY_USED("memory-used", "Memory used", NodeReading::memoryUsed),
    ACCELERATORS_ALLOCATED(
            "accelerators", "Accelerators allocated", NodeReading::acceleratorsAllocated),
    ACCELERATORS_USED("accelerators-used", "Accelerators used", NodeReading::acceleratorsUsed);

    private final String key;
    private final String title;
    private final Function<NodeReading, @Nullable Double> part;

    Measure(String key, String title, Function<NodeReading, @Nullable Double> part) {
        this.key = key;
        this.title = title;
        this.part = part;
    }

    /// As addresses and the map's data write it.
    public String key() {
        return key;
    }

    public String title() {
        return title;
    }

    @Nullable Double of(NodeReading reading) {
        return part.apply(reading);
    }
}
