package dev.meridian.controlplane.support;

import dev.meridian.agent.protocol.Accelerator;
import dev.meridian.agent.protocol.AllocationReport;
import dev.meridian.agent.protocol.Capacity;
import dev.meridian.agent.protocol.Hello;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What a fake agent says of its host.
public record FakeHost(
        String name,
        String region,
        String cluster,
        String pool,
        String bootId,
        long cpuMillis,
        long memoryMib,
        long diskMib,
        List<Device> accelerators,
        Map<String, String> labels) {

    public record Device(int index, String model, long memoryMib) {}

    /// Eight cores, 32 GiB, no devices.
    public static FakeHost plain(String region, String name) {
        return new FakeHost(
                name,
                region,
                "c1",
                "default",
                "boot-1",
                8_000,
                32_768,
                100_000,
                List.of(),
                Map.of("os", "linux"));
    }

    public FakeHost with(String model, int count, long memoryMib) {
        List<Device> devices =
                IntStream.range(0, count).mapToObj(i -> new Device(i, model, memoryMib)).toList();
        return new FakeHost(
                name,
                region,
                cluster,
                pool,
                bootId,
                cpuMillis,
                this.memoryMib,
                diskMib,
                devices,
                labels);
    }

    public FakeHost labelled(Map<String, String> more) {
        return new FakeHost(
                name,
                region,
                cluster,
                pool,
                bootId,
                cpuMillis,
                memoryMib,
                diskMib,
                accelerators,
                more);
    }

    public FakeHost rebooted(String boot) {
        return new FakeHost(
                name,
                region,
                cluster,
                pool,
                boot,
                cpuMillis,
                memoryMib,
                diskMib,
                accelerators,
                labels);
    }

    /// What its agent says first.
    ///
    /// @param held by the host
    Hello hello(List<AllocationReport> held) {
        return Hello.newBuilder()
                .setNodeName(name)
                .setBootId(bootId)
                .setAgentVersion("fake")
                .setRegion(region)
                .setCluster(cluster)
                .setPool(pool)
                .putAllLabels(labels)
                .setCapacity(
                        Capacity.newBuilder()
                                .setCpuMillis(cpuMillis)
                                .setMemoryMib(memoryMib)
                                .setDiskMib(diskMib)
                                .setDeclared(true))
                .addAllAccelerators(accelerators.stream().map(FakeHost::device).toList())
                .addAllDrivers(List.of("sandbox", "process"))
                .setAddress("127.0.0.1")
                .addAllHeld(held)
                .build();
    }

    private static Accelerator device(Device device) {
        return Accelerator.newBuilder()
                .setIndex(device.index())
                .setVendor("declared")
                .setModel(device.model())
                .setMemoryMib(device.memoryMib())
                .setDeclared(true)
                .build();
    }
}
