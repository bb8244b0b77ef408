package dev.meridian.controlplane.jobs.imports;

import dev.meridian.controlplane.jobs.model.spec.AcceleratorRequest;

/// Slices of a device (MIG) as shares of it.
public final class Shares {

    /// A device has seven slices of compute.
    private static final int SLICES = 7;

    private Shares() {}

    /// @param slice as `3g.20gb`: three sevenths
    /// @param count how many of them
    public static AcceleratorRequest ofSlices(String model, String slice, int count) {
        int sevenths = Integer.parseInt(slice.substring(0, slice.indexOf('g'))) * count;
        if (sevenths < 1 || sevenths > SLICES * AcceleratorRequest.WHOLE) {
            throw NotImportable.because(
                    count + " slices of " + slice + " are no part of a device",
                    "a device has " + SLICES + " slices");
        }
        return sevenths >= SLICES
                ? new AcceleratorRequest(
                        model, (sevenths + SLICES - 1) / SLICES, AcceleratorRequest.WHOLE)
                : new AcceleratorRequest(
                        model, 1, (sevenths * AcceleratorRequest.WHOLE + SLICES - 1) / SLICES);
    }
}
