package dev.meridian.controlplane.placement.model;

import org.jspecify.annotations.Nullable;

/// The accelerators that one allocation needs: whole ones of one node, or a share of a single one.
///
/// @param model null: any
/// @param millis of each: below 1,000 only when count is 1
public record AcceleratorNeed(@Nullable String model, int count, int millis) {
    public static final AcceleratorNeed NONE = new AcceleratorNeed(null, 0, 0);

    public AcceleratorNeed {
        if (count < 0 || millis < 0 || millis > Device.WHOLE || (count == 0) != (millis == 0)) {
            throw new IllegalArgumentException(
                    "no request for accelerators: " + count + " × " + millis + "/1000");
        }
        if (count > 1 && millis < Device.WHOLE) {
            throw new IllegalArgumentException("a share is of one accelerator, not of " + count);
        }
    }

    public static AcceleratorNeed whole(@Nullable String model, int count) {
        return count == 0 ? NONE : new AcceleratorNeed(model, count, Device.WHOLE);
    }

    public static AcceleratorNeed share(@Nullable String model, int millis) {
        return new AcceleratorNeed(model, 1, millis);
    }

    public boolean isNone() {
        return count == 0;
    }

    public boolean isShare() {
        return count == 1 && millis < Device.WHOLE;
    }

    public boolean isWhole() {
        return count > 0 && millis == Device.WHOLE;
    }

    /// Thousandths over all devices.
    public int totalMillis() {
        return count * millis;
    }

    public boolean accepts(Device device) {
        return model == null || model.equalsIgnoreCase(device.model());
    }

    /// As people write it: `8 × H100`, `0.5 of a gpu`.
    @Override
    public String toString() {
        String what = model == null ? "gpu" : model;
        return isShare()
                ? millis / (double) Device.WHOLE + " of one " + what
                : count + " × " + what;
    }
}
