package dev.meridian.agent.probe;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The library as two devices of a driver would show it, made of Java functions behind real C
/// pointers.
final class FakeNvml implements SymbolLookup {
    static int initAnswer;

    private final Map<String, MemorySegment> symbols = new ConcurrentHashMap<>();
    private final Arena arena = Arena.ofAuto();

    FakeNvml() throws ReflectiveOperationException {
        add("nvmlInit_v2", "init");
        add("nvmlDeviceGetCount_v2", "count", ADDRESS);
        add("nvmlDeviceGetHandleByIndex_v2", "handle", JAVA_INT, ADDRESS);
        add("nvmlDeviceGetName", "name", ADDRESS, ADDRESS, JAVA_INT);
        add("nvmlDeviceGetUUID", "uuid", ADDRESS, ADDRESS, JAVA_INT);
        add("nvmlDeviceGetMemoryInfo", "memory", ADDRESS, ADDRESS);
        add("nvmlDeviceGetUtilizationRates", "rates", ADDRESS, ADDRESS);
        add("nvmlDeviceGetTemperature", "temperature", ADDRESS, JAVA_INT, ADDRESS);
        add("nvmlDeviceGetPowerUsage", "power", ADDRESS, ADDRESS);
    }

    private void add(String symbol, String method, MemoryLayout... parameters)
            throws ReflectiveOperationException {
        FunctionDescriptor descriptor = FunctionDescriptor.of(JAVA_INT, parameters);
        MethodType type = descriptor.toMethodType();
        symbols.put(
                symbol,
                Linker.nativeLinker()
                        .upcallStub(
                                MethodHandles.lookup().findStatic(FakeNvml.class, method, type),
                                descriptor,
                                arena));
    }

    @Override
    public Optional<MemorySegment> find(String name) {
        return Optional.ofNullable(symbols.get(name));
    }

    static int init() {
        return initAnswer;
    }

    static int count(MemorySegment out) {
        out.reinterpret(4).set(JAVA_INT, 0, 2);
        return 0;
    }

    static int handle(int index, MemorySegment out) {
        out.reinterpret(8).set(ADDRESS, 0, MemorySegment.ofAddress(0x1000L + index));
        return 0;
    }

    static int name(MemorySegment device, MemorySegment out, int length) {
        out.reinterpret(length).setString(0, "NVIDIA H100 80GB HBM3");
        return 0;
    }

    static int uuid(MemorySegment device, MemorySegment out, int length) {
        out.reinterpret(length).setString(0, "GPU-" + device.address());
        return 0;
    }

    static int memory(MemorySegment device, MemorySegment out) {
        MemorySegment info = out.reinterpret(24);
        info.setAtIndex(JAVA_LONG, 0, 81559L << 20);
        info.setAtIndex(JAVA_LONG, 2, 1024L << 20);
        return 0;
    }

    static int rates(MemorySegment device, MemorySegment out) {
        out.reinterpret(8).set(JAVA_INT, 0, 75);
        return 0;
    }

    static int temperature(MemorySegment device, int sensor, MemorySegment out) {
        out.reinterpret(4).set(JAVA_INT, 0, 61);
        return 0;
    }

    /// Not supported by the second device.
    static int power(MemorySegment device, MemorySegment out) {
        if (device.address() == 0x1001L) return 3;
        out.reinterpret(4).set(JAVA_INT, 0, 350_500);
        return 0;
    }
}
