package dev.meridian.controlplane.placement.model;

/// What an allocation holds of one accelerator: 1,000 thousandths are the whole of it.
public record DeviceShare(int index, int millis) {

    public DeviceShare {
        if (index < 0 || millis < 1 || millis > Device.WHOLE) {
            throw new IllegalArgumentException("no share of an accelerator: " + millis + "/1000 of number " + index);
        }
    }
}
