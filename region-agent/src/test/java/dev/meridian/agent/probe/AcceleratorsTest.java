package dev.meridian.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.agent.protocol.Accelerator;
import dev.meridian.agent.protocol.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcceleratorsTest {
    @TempDir Path folder;

    private static Map<String, Double> sampled(AcceleratorSource source) {
        Samples samples = new Samples(1);
        source.sample(samples);
        return samples.batch().getSamplesList().stream()
                .collect(
                        Collectors.toMap(
                                s -> s.getMetric() + "/" + s.getDevice(), Sample::getValue));
    }

    @Test
    void nvmlIsReadThroughItsOwnPointers() throws Exception {
        FakeNvml.initAnswer = 0;
        Nvml nvml = Nvml.open(new FakeNvml()).orElseThrow();
        AcceleratorSource source = GpuSource.of("nvidia", nvml::read).orElseThrow();
        assertThat(source.accelerators()).hasSize(2);
        Accelerator second = source.accelerators().get(1);
        assertThat(second.getModel()).isEqualTo("H100");
        assertThat(second.getIndex()).isEqualTo(1);
        assertThat(second.getMemoryMib()).isEqualTo(81559);
        assertThat(second.getUuid()).isEqualTo("GPU-" + 0x1001);
        assertThat(second.getDeclared()).isFalse();
        assertThat(sampled(source))
                .containsEntry("gpu.utilisation/gpu0", 0.75)
                .containsEntry("gpu.memory.used/gpu0", 1024.0)
                .containsEntry("gpu.temperature/gpu1", 61.0)
                .containsEntry("gpu.power/gpu0", 350.5)
                .doesNotContainKeys("gpu.power/gpu1", "gpu.errors/gpu0");
    }

    @Test
    void aDriverThatDoesNotStartIsNone() throws Exception {
        FakeNvml.initAnswer = 9;
        assertThat(Nvml.open(new FakeNvml())).isEmpty();
        assertThat(Nvml.open(_ -> java.util.Optional.empty())).isEmpty();
    }

    @Test
    void theCommandIsTheFallback() throws Exception {
        Path script = folder.resolve("nvidia-smi");
        Files.writeString(
                script,
                """
                #!/bin/sh
                echo "0, NVIDIA A100-SXM4-40GB, GPU-a, 40960, 12, 50, 33, 61.25, 0"
                echo "1, Tesla T4, GPU-b, 15360, 0, [N/A], 40, [N/A], [N/A]"
                """);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        AcceleratorSource source =
                GpuSource.of("nvidia", new NvidiaSmi(script.toString())::read).orElseThrow();
        assertThat(source.accelerators())
                .extracting(Accelerator::getModel)
                .containsExactly("A100", "T4");
        assertThat(sampled(source))
                .containsEntry("gpu.utilisation/gpu0", 0.5)
                .containsEntry("gpu.errors/gpu0", 0.0)
                .doesNotContainKey("gpu.utilisation/gpu1");
        assertThat(new NvidiaSmi("/nowhere/nvidia-smi").read()).isEmpty();
        assertThat(new NvidiaSmi("false").read()).isEmpty();
    }

    @Test
    void amdIsReadFromSysfs() throws Exception {
        card("card0", "0x8086", "");
        Path device = card("card1", "0x1002", "AMD Instinct MI300X");
        Files.writeString(device.resolve("mem_info_vram_total"), "206141652992\n");
        Files.writeString(device.resolve("mem_info_vram_used"), "1048576\n");
        Files.writeString(device.resolve("gpu_busy_percent"), "20\n");
        Path sensors = Files.createDirectories(device.resolve("hwmon/hwmon4"));
        Files.writeString(sensors.resolve("temp1_input"), "45000\n");
        Files.writeString(sensors.resolve("power1_average"), "150000000\n");
        Files.createDirectories(folder.resolve("card1-DP-1"));
        AcceleratorSource source = GpuSource.of("amd", new AmdSysfs(folder)::read).orElseThrow();
        assertThat(source.accelerators())
                .singleElement()
                .matches(a -> a.getModel().equals("MI300X") && a.getMemoryMib() == 196592);
        assertThat(sampled(source))
                .containsEntry("gpu.utilisation/gpu0", 0.2)
                .containsEntry("gpu.temperature/gpu0", 45.0)
                .containsEntry("gpu.power/gpu0", 150.0)
                .containsEntry("gpu.memory.used/gpu0", 1.0);
        assertThat(new AmdSysfs(folder.resolve("nowhere")).read()).isEmpty();
    }

    private Path card(String name, String vendor, String product) throws Exception {
        Path device = Files.createDirectories(folder.resolve(name).resolve("device"));
        Files.writeString(device.resolve("vendor"), vendor + "\n");
        Files.writeString(device.resolve("product_name"), product + "\n");
        return device;
    }

    @Test
    void modelsHaveShortNames() {
        assertThat(AcceleratorModels.shortName("NVIDIA H100 80GB HBM3")).isEqualTo("H100");
        assertThat(AcceleratorModels.shortName("NVIDIA H200")).isEqualTo("H200");
        assertThat(AcceleratorModels.shortName("NVIDIA A100-SXM4-80GB")).isEqualTo("A100");
        assertThat(AcceleratorModels.shortName("Tesla V100-PCIE-16GB")).isEqualTo("V100");
        assertThat(AcceleratorModels.shortName("NVIDIA L40S")).isEqualTo("L40S");
        assertThat(AcceleratorModels.shortName("NVIDIA GeForce RTX 4090")).isEqualTo("RTX-4090");
    }

    @Test
    void declaredDevicesAreMarked() {
        List<Accelerator> declared = DeclaredAccelerators.parse("H100:2,L4:1:20Gi");
        assertThat(declared).extracting(Accelerator::getIndex).containsExactly(0, 1, 2);
        assertThat(declared)
                .extracting(Accelerator::getMemoryMib)
                .containsExactly(81920L, 81920L, 20480L);
        assertThat(declared)
                .allMatch(Accelerator::getDeclared)
                .allMatch(a -> a.getVendor().equals("declared"));
        assertThatThrownBy(() -> DeclaredAccelerators.parse("H100")).hasMessageContaining("H100:8");
        assertThatThrownBy(() -> DeclaredAccelerators.parse("H100:0")).hasMessageContaining("1 to");
    }

    @Test
    void capacityIsFoundAndMayBeDeclared() {
        HostProbe host = new HostProbe(folder, System::nanoTime);
        var found = host.capacity();
        assertThat(found.getCpuMillis()).isPositive();
        assertThat(found.getMemoryMib()).isPositive();
        assertThat(found.getDiskMib()).isPositive();
        assertThat(found.getDeclared()).isFalse();
        var declared = DeclaredCapacity.over(found, "cpu=500m,memory=1.5Gi");
        assertThat(declared.getCpuMillis()).isEqualTo(500);
        assertThat(declared.getMemoryMib()).isEqualTo(1536);
        assertThat(declared.getDiskMib()).isEqualTo(found.getDiskMib());
        assertThat(declared.getDeclared()).isTrue();
        assertThatThrownBy(() -> DeclaredCapacity.over(found, "gpu=3")).hasMessageContaining("gpu");
        assertThatThrownBy(() -> DeclaredCapacity.over(found, "cpu=many"))
                .hasMessageContaining("many");
    }
}
