package dev.meridian.agent.probe;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The functions of the library that are used, by name. All answer 0 for success; a function that
/// an old driver lacks fails like one that the device does not support.
final class NvmlCalls {
    private static final Map<String, FunctionDescriptor> SIGNATURES =
            Map.of(
                    "nvmlInit_v2", signature(),
                    "nvmlDeviceGetCount_v2", signature(ADDRESS),
                    "nvmlDeviceGetHandleByIndex_v2", signature(JAVA_INT, ADDRESS),
                    "nvmlDeviceGetName", signature(ADDRESS, ADDRESS, JAVA_INT),
                    "nvmlDeviceGetUUID", signature(ADDRESS, ADDRESS, JAVA_INT),
                    "nvmlDeviceGetMemoryInfo", signature(ADDRESS, ADDRESS),
                    "nvmlDeviceGetUtilizationRates", signature(ADDRESS, ADDRESS),
                    "nvmlDeviceGetTemperature", signature(ADDRESS, JAVA_INT, ADDRESS),
                    "nvmlDeviceGetPowerUsage", signature(ADDRESS, ADDRESS),
                    "nvmlDeviceGetTotalEccErrors", signature(ADDRESS, JAVA_INT, JAVA_INT, ADDRESS));

    private final Map<String, MethodHandle> handles;

    private NvmlCalls(Map<String, MethodHandle> handles) {
        this.handles = handles;
    }

    private static FunctionDescriptor signature(MemoryLayout... parameters) {
        return FunctionDescriptor.of(JAVA_INT, parameters);
    }

    /// Empty where this is not the library at all.
    static Optional<NvmlCalls> bind(SymbolLookup library) {
        if (library.find("nvmlInit_v2").isEmpty()) return Optional.empty();
        Map<String, MethodHandle> handles = new HashMap<>();
        SIGNATURES.forEach((name, signature) ->
                library.find(name)
                        .ifPresent((MemorySegment address) ->
                                handles.put(
                                        name,
                                        Linker.nativeLinker().downcallHandle(address, signature))));
        return Optional.of(new NvmlCalls(handles));
    }

    boolean start() {
        return call("nvmlInit_v2");
    }

    boolean call(String name, Object... arguments) {
        MethodHandle handle = handles.get(name);
        if (handle == null) return false;
        try {
            return (int) handle.invokeWithArguments(arguments) == 0;
        } catch (Throwable e) {
            throw new IllegalStateException(name + " cannot be called as described", e);
        }
    }
}
