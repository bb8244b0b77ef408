package dev.meridian.agent.probe;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// NVIDIA's management library, called through the foreign-function API: no binding library, and no
/// native code where there is no driver.
final class Nvml {
    private static final String LIBRARY = "libnvidia-ml.so.1";
    private static final int TEXT = 96;
    private static final int TEMPERATURE_OF_GPU = 0;
    private static final int UNCORRECTED = 1;
    private static final int SINCE_DRIVER_LOAD = 0;
    private static final double MIB = 1 << 20;
    private static final double PERCENT = 100;
    private static final double MILLI = 1000;

    private final NvmlCalls calls;

    private Nvml(NvmlCalls calls) {
        this.calls = calls;
    }

    /// Empty where the driver is missing or does not start.
    static Optional<Nvml> open() {
        try {
            return open(SymbolLookup.libraryLookup(LIBRARY, Arena.global()));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    static Optional<Nvml> open(SymbolLookup library) {
        return NvmlCalls.bind(library).filter(NvmlCalls::start).map(Nvml::new);
    }

    List<GpuReading> read() {
        List<GpuReading> readings = new ArrayList<>();
        try (Arena arena = Arena.ofConfined()) {
            int count = (int) number("nvmlDeviceGetCount_v2", arena.allocate(ValueLayout.JAVA_INT));
            for (int index = 0; index < count; index++) {
                MemorySegment slot = arena.allocate(ValueLayout.ADDRESS);
                if (calls.call("nvmlDeviceGetHandleByIndex_v2", index, slot)) {
                    readings.add(read(arena, index, slot.get(ValueLayout.ADDRESS, 0)));
                }
            }
        }
        return readings;
    }

    private GpuReading read(Arena arena, int index, MemorySegment device) {
        MemorySegment memory = arena.allocate(ValueLayout.JAVA_LONG, 3); // total, free, used
        boolean sized = calls.call("nvmlDeviceGetMemoryInfo", device, memory);
        MemorySegment rates = arena.allocate(ValueLayout.JAVA_INT, 2); // processors, memory
        boolean rated = calls.call("nvmlDeviceGetUtilizationRates", device, rates);
        MemorySegment number = arena.allocate(ValueLayout.JAVA_INT);
        boolean warm = calls.call("nvmlDeviceGetTemperature", device, TEMPERATURE_OF_GPU, number);
        double celsius = warm ? number.get(ValueLayout.JAVA_INT, 0) : Double.NaN;
        boolean drawn = calls.call("nvmlDeviceGetPowerUsage", device, number);
        double watts = drawn ? number.get(ValueLayout.JAVA_INT, 0) / MILLI : Double.NaN;
        MemorySegment errors = arena.allocate(ValueLayout.JAVA_LONG);
        boolean checked =
                calls.call(
                        "nvmlDeviceGetTotalEccErrors",
                        device,
                        UNCORRECTED,
                        SINCE_DRIVER_LOAD,
                        errors);
        return new GpuReading(
                index,
                text(arena, "nvmlDeviceGetName", device),
                text(arena, "nvmlDeviceGetUUID", device),
                sized ? Math.round(memory.getAtIndex(ValueLayout.JAVA_LONG, 0) / MIB) : 0,
                sized ? memory.getAtIndex(ValueLayout.JAVA_LONG, 2) / MIB : Double.NaN,
                rated ? rates.get(ValueLayout.JAVA_INT, 0) / PERCENT : Double.NaN,
                celsius,
                watts,
                checked ? errors.get(ValueLayout.JAVA_LONG, 0) : Double.NaN);
    }

    private double number(String function, MemorySegment slot) {
        return calls.call(function, slot) ? slot.get(ValueLayout.JAVA_INT, 0) : 0;
    }

    private String text(Arena arena, String function, MemorySegment device) {
        MemorySegment buffer = arena.allocate(TEXT);
        return calls.call(function, device, buffer, TEXT) ? buffer.getString(0) : "";
    }
}
