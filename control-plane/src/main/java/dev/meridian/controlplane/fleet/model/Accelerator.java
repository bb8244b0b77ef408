package dev.meridian.controlplane.fleet.model;

import dev.meridian.controlplane.kernel.model.Mebibytes;

/// One device of a node, divisible into thousandths.
///
/// @param index as in `CUDA_VISIBLE_DEVICES`
/// @param vendor `nvidia`, `amd`, `intel` or `declared`
/// @param model short name: `H100`, `A100`, `MI300X`
/// @param declared given on the agent's command line, not found in the host
public record Accelerator(
        int index, String vendor, String model, Mebibytes memory, String uuid, boolean declared) {

    public Accelerator {
        if (index < 0) {
            throw new IllegalArgumentException("a device's index cannot be negative: " + index);
        }
        if (model.isBlank()) {
            throw new IllegalArgumentException("device " + index + " has no model");
        }
    }
}
