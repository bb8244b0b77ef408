package dev.meridian.controlplane.placement.model;

import dev.meridian.controlplane.kernel.model.Mebibytes;

/// One accelerator of a node; it has 1,000 thousandths to give.
///
/// @param index its number on the node, as in `CUDA_VISIBLE_DEVICES`
/// @param model as jobs name it: `H100`
public record Device(int index, String model, Mebibytes memory) {
    public static final int WHOLE = 1000;

    /// More than this many on one node cannot be told apart in a slot.
    public static final int MOST = 32;
}
