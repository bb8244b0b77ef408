package dev.meridian.swarm.agent;

import dev.meridian.agent.protocol.Accelerator;
import dev.meridian.agent.protocol.AllocationReport;
import dev.meridian.agent.protocol.Assignment;
import dev.meridian.agent.protocol.Capacity;
import dev.meridian.agent.protocol.Hello;
import dev.meridian.agent.protocol.Sample;
import dev.meridian.agent.protocol.TelemetryBatch;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/// What a simulated agent says of the host that it is not on.
///
/// @param accelerators how many; 0: none
/// @param acceleratorModel short name, as `H100`
public record Host(
        String name,
        String region,
        String cluster,
        long cpuMillis,
        long memoryMib,
        int accelerators,
        String acceleratorModel,
        long acceleratorMib) {

    private static final long DISK_MIB = 1 << 20;
    private static final double MILLIS = 1000;
    private static final double BUSY = 0.7;
    private static final double BYTES_PER_SECOND = 1e6;
    private static final List<String> DISKS = List.of("nvme0n1", "nvme1n1");

    Hello hello(List<AllocationReport> held) {
        return Hello.newBuilder()
                .setNodeName(name)
                .setBootId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString())
                .setAgentVersion("simulated")
                .setRegion(region)
                .setCluster(cluster)
                .putLabels("os", "linux")
                .putLabels("arch", "amd64")
                .putLabels("simulated", "true")
                .setCapacity(
                        Capacity.newBuilder()
                                .setCpuMillis(cpuMillis)
                                .setMemoryMib(memoryMib)
                                .setDiskMib(DISK_MIB)
                                .setDeclared(true))
                .addAllAccelerators(
                        IntStream.range(0, accelerators).mapToObj(this::accelerator).toList())
                .addAllDrivers(List.of("sandbox", "process"))
                .setAddress("127.0.0.1")
                .addAllHeld(held)
                .build();
    }

    private Accelerator accelerator(int index) {
        return Accelerator.newBuilder()
                .setIndex(index)
                .setVendor("declared")
                .setModel(acceleratorModel)
                .setMemoryMib(acceleratorMib)
                .setUuid(name + "-gpu" + index)
                .setDeclared(true)
                .build();
    }

    /// As many values as a host with two disks and a network card measures, and two for each task.
    ///
    /// @param wave between 0 and 1: what the host itself does
    TelemetryBatch measure(long atMillis, List<Assignment> running, double wave) {
        var batch = TelemetryBatch.newBuilder();
        double cores = 0.02 * wave * cpuMillis / MILLIS;
        double memory = 0.05 * memoryMib;
        for (Assignment task : running) {
            double used = BUSY * task.getCpuMillis() / MILLIS;
            double kept = BUSY * task.getMemoryMib();
            batch.addSamples(
                    sample(atMillis, "cpu.used", "", used).setAllocationId(task.getAllocationId()));
            batch.addSamples(
                    sample(atMillis, "memory.used", "", kept)
                            .setAllocationId(task.getAllocationId()));
            cores += used;
            memory += kept;
        }
        batch.addSamples(sample(atMillis, "cpu.used", "", cores));
        batch.addSamples(sample(atMillis, "memory.used", "", memory));
        batch.addSamples(sample(atMillis, "disk.used", "", DISK_MIB * (0.2 + 0.1 * wave)));
        for (String disk : DISKS) {
            batch.addSamples(sample(atMillis, "disk.read", disk, BYTES_PER_SECOND * wave));
            batch.addSamples(sample(atMillis, "disk.write", disk, BYTES_PER_SECOND * (1 - wave)));
        }
        batch.addSamples(sample(atMillis, "net.rx", "eth0", BYTES_PER_SECOND * wave));
        batch.addSamples(sample(atMillis, "net.tx", "eth0", BYTES_PER_SECOND * (1 - wave)));
        for (int i = 0; i < accelerators; i++) {
            batch.addSamples(
                    sample(atMillis, "gpu.utilisation", "gpu" + i, running.isEmpty() ? 0 : BUSY));
        }
        return batch.build();
    }

    private static Sample.Builder sample(long at, String metric, String device, double value) {
        return Sample.newBuilder()
                .setAtMillis(at)
                .setMetric(metric)
                .setDevice(device)
                .setValue(value);
    }
}
