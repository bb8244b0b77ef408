package dev.meridian.controlplane.commands.openb;

import java.lang.management.ManagementFactory;

/// What this thread has used of a processor, so that what else the machine does is not measured.
final class ProcessorTime {
    private static final double NANOS = 1e9;

    private final long start = now();

    private static long now() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    double seconds() {
        return (now() - start) / NANOS;
    }
}
