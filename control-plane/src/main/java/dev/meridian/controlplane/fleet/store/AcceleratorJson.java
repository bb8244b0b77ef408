package dev.meridian.controlplane.fleet.store;

import dev.meridian.controlplane.fleet.model.Accelerator;
import dev.meridian.controlplane.kernel.model.Mebibytes;

/// How a device is written in a column.
record AcceleratorJson(
        int index, String vendor, String model, long memoryMib, String uuid, boolean declared) {

    static AcceleratorJson of(Accelerator device) {
        return new AcceleratorJson(
                device.index(),
                device.vendor(),
                device.model(),
                device.memory().value(),
                device.uuid(),
                device.declared());
    }

    Accelerator toAccelerator() {
        return new Accelerator(index, vendor, model, new Mebibytes(memoryMib), uuid, declared);
    }
}
