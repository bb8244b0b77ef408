package dev.meridian.agent.probe;

import dev.meridian.agent.protocol.Accelerator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Real devices of one maker, however they are read.
final class GpuSource implements AcceleratorSource {
    private final Supplier<List<GpuReading>> readings;
    private final List<Accelerator> found;

    private GpuSource(Supplier<List<GpuReading>> readings, List<Accelerator> found) {
        this.readings = readings;
        this.found = found;
    }

    /// Empty where there is no device.
    static Optional<AcceleratorSource> of(String vendor, Supplier<List<GpuReading>> readings) {
        List<Accelerator> found =
                readings.get().stream()
                        .map(reading ->
                                Accelerator.newBuilder()
                                        .setIndex(reading.index())
                                        .setVendor(vendor)
                                        .setModel(AcceleratorModels.shortName(reading.name()))
                                        .setMemoryMib(reading.memoryMib())
                                        .setUuid(reading.uuid())
                                        .build())
                        .toList();
        return found.isEmpty() ? Optional.empty() : Optional.of(new GpuSource(readings, found));
    }

    @Override
    public List<Accelerator> accelerators() {
        return found;
    }

    @Override
    public void sample(Samples into) {
        for (GpuReading reading : readings.get()) {
            String device = "gpu" + reading.index();
            into.device("gpu.utilisation", device, reading.utilisation());
            into.device("gpu.memory.used", device, reading.memoryUsedMib());
            into.device("gpu.temperature", device, reading.celsius());
            into.device("gpu.power", device, reading.watts());
            into.device("gpu.errors", device, reading.eccErrors());
        }
    }
}
