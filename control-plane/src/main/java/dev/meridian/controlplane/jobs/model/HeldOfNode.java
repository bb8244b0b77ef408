package dev.meridian.controlplane.jobs.model;

import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.kernel.model.Millicores;
import dev.meridian.controlplane.kernel.model.Money;

/// All that one node's allocations hold of it.
///
/// @param copies how many there are, departing ones too
/// @param deviceMillis thousandths of accelerators
/// @param pricePerHour of what they hold
public record HeldOfNode(
        int copies, Millicores cpu, Mebibytes memory, long deviceMillis, Money pricePerHour) {
    public static final HeldOfNode NOTHING =
            new HeldOfNode(0, Millicores.ZERO, Mebibytes.ZERO, 0, Money.ZERO);
}
