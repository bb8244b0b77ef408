package dev.meridian.controlplane.placement.model;

import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.kernel.model.Millicores;

/// How much of a node's divisible goods: what it has, or what one allocation holds.
public record Amounts(Millicores cpu, Mebibytes memory, Mebibytes disk) {
    public static final Amounts ZERO = new Amounts(Millicores.ZERO, Mebibytes.ZERO, Mebibytes.ZERO);

    /// From thousandths of a core and MiB.
    public static Amounts of(long cpuMillis, long memoryMib, long diskMib) {
        return new Amounts(
                new Millicores(cpuMillis), new Mebibytes(memoryMib), new Mebibytes(diskMib));
    }

    /// The same with memory times `factor`, rounded up: what a retry after running out of memory
    /// asks for.
    public Amounts withMemoryTimes(double factor) {
        return factor == 1
                ? this
                : new Amounts(cpu, new Mebibytes((long) Math.ceil(memory.value() * factor)), disk);
    }
}
