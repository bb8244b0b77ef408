package dev.meridian.controlplane.jobs.model.view;

import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.kernel.model.Millicores;

/// What a node gave away, added up.
///
/// @param copies that it holds
/// @param accelerators in thousandths of a device
public record NodeLoad(
        int copies, Millicores cpu, Mebibytes memory, Mebibytes disk, long accelerators) {
    public static final NodeLoad NONE =
            new NodeLoad(0, Millicores.ZERO, Mebibytes.ZERO, Mebibytes.ZERO, 0);

    public NodeLoad plus(NodeLoad other) {
        return new NodeLoad(
                copies + other.copies,
                new Millicores(cpu.value() + other.cpu.value()),
                new Mebibytes(memory.value() + other.memory.value()),
                new Mebibytes(disk.value() + other.disk.value()),
                accelerators + other.accelerators);
    }
}
