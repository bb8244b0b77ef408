package dev.meridian.agent.probe;

/// One device at one moment. What it does not tell is `NaN`.
///
/// @param index as in CUDA_VISIBLE_DEVICES
/// @param utilisation 0 to 1
/// @param eccErrors uncorrected ones since the driver was loaded
record GpuReading(
        int index,
        String name,
        String uuid,
        long memoryMib,
        double memoryUsedMib,
        double utilisation,
        double celsius,
        double watts,
        double eccErrors) {}
