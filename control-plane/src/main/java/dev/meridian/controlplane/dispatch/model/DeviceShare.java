package dev.meridian.controlplane.dispatch.model;

/// A part of one accelerator of the node.
///
/// @param index as in `CUDA_VISIBLE_DEVICES`
/// @param millis thousandths of the device; 1000 is the whole
public record DeviceShare(int index, int millis) {

    public DeviceShare {
        if (index < 0 || millis < 1 || millis > 1000) {
            throw new IllegalArgumentException(
                    "no share of a device: " + millis + "/1000 of device " + index);
        }
    }
}
