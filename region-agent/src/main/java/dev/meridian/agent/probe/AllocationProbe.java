package dev.meridian.agent.probe;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// What each running allocation uses.
///
/// A young one is measured in each round, so that a short job is seen at all; one that has settled
/// once a minute, its CPU as the mean since then: a host with a hundred allocations would else send
/// little but theirs.
public final class AllocationProbe implements Probe {
    private static final List<String> OF_DEVICES = List.of("gpu.utilisation", "gpu.memory.used");

    private static final long YOUNG = TimeUnit.MINUTES.toNanos(2);

    /// A little less than a minute, so that rounds of ten seconds meet it.
    private static final long EVERY = TimeUnit.SECONDS.toNanos(58);

    /// @param cpuNanos processor time since its start
    /// @param peakMemoryMib the most ever
    /// @param devices indexes of those that it has for itself; what it shares with others cannot be
    ///   told apart
    public record Use(long cpuNanos, long memoryMib, long peakMemoryMib, List<Integer> devices) {
        public Use {
            devices = List.copyOf(devices);
        }
    }

    private record Counted(long cpuNanos, long at, long since) {}

    private final Supplier<Map<String, Use>> running;
    private final LongSupplier nanos;
    private Map<String, Counted> before = new HashMap<>();

    public AllocationProbe(Supplier<Map<String, Use>> running, LongSupplier nanos) {
        this.running = running;
        this.nanos = nanos;
    }

    /// After the accelerators of the same round: what they told of devices is told again of those
    /// that hold them.
    @Override
    public void sample(Samples into) {
        Map<String, Counted> counted = new HashMap<>();
        long now = nanos.getAsLong();
        running.get()
                .forEach((id, use) -> {
                    Counted last = before.get(id);
                    if (last != null && now - last.since() > YOUNG && now - last.at() < EVERY) {
                        counted.put(id, last);
                        return;
                    }
                    counted.put(
                            id,
                            new Counted(use.cpuNanos(), now, last == null ? now : last.since()));
                    // a counter that fell begins anew: another attempt, or a host that forgot
                    if (last != null && now > last.at() && use.cpuNanos() >= last.cpuNanos()) {
                        double used = use.cpuNanos() - last.cpuNanos();
                        into.allocation(id, "cpu.used", "", used / (now - last.at()));
                    }
                    into.allocation(id, "memory.used", "", use.memoryMib());
                    into.allocation(id, "memory.peak", "", use.peakMemoryMib());
                    for (int device : use.devices()) {
                        for (String metric : OF_DEVICES) {
                            OptionalDouble value = into.told(metric, "gpu" + device);
                            value.ifPresent(
                                    told -> into.allocation(id, metric, "gpu" + device, told));
                        }
                    }
                });
        before = counted;
    }
}
