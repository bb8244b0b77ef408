package dev.meridian.agent.probe;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// What each running allocation uses.
public final class AllocationProbe implements Probe {
    /// @param cpuNanos processor time since its start
    public record Use(long cpuNanos, long memoryMib) {}

    private record Counted(long cpuNanos, long at) {}

    private final Supplier<Map<String, Use>> running;
    private final LongSupplier nanos;
    private Map<String, Counted> before = new HashMap<>();

    public AllocationProbe(Supplier<Map<String, Use>> running, LongSupplier nanos) {
        this.running = running;
        this.nanos = nanos;
    }

    @Override
    public void sample(Samples into) {
        Map<String, Counted> now = new HashMap<>();
        running.get()
                .forEach((id, use) -> {
                    Counted last = before.get(id);
                    Counted current = new Counted(use.cpuNanos(), nanos.getAsLong());
                    now.put(id, current);
                    into.allocation(id, "memory.used", use.memoryMib());
                    if (last != null && current.at() > last.at()) {
                        double used = current.cpuNanos() - last.cpuNanos();
                        into.allocation(id, "cpu.used", used / (current.at() - last.at()));
                    }
                });
        before = now;
    }
}
