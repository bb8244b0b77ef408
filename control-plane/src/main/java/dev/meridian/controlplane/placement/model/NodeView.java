package dev.meridian.controlplane.placement.model;

/// A node and what is free on it: all that a goal may look at. Amounts below 0 tell of too much
/// placed there.
public interface NodeView {
    Node node();

    /// Thousandths of a core.
    long cpuFree();

    /// MiB.
    long memoryFree();

    /// MiB.
    long diskFree();

    /// Thousandths of the device at this position of the node's list.
    int millisFree(int device);

    /// Thousandths of a core that services hold here.
    long serviceCpu();

    /// MiB of disk that services hold here.
    long serviceDisk();
}
