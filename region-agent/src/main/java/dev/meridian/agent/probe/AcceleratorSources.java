package dev.meridian.agent.probe;

import java.nio.file.Path;
import java.util.List;

/// Finds out how the accelerators of this host can be asked.
public final class AcceleratorSources {
    private AcceleratorSources() {}

    /// @param declared from the command line; what is declared replaces what is found
    public static AcceleratorSource find(String declared) {
        if (!declared.isBlank()) return new NoAccelerators(DeclaredAccelerators.parse(declared));
        return Nvml.open()
                .flatMap(nvml -> GpuSource.of("nvidia", nvml::read))
                .or(() -> GpuSource.of("nvidia", new NvidiaSmi("nvidia-smi")::read))
                .or(() -> GpuSource.of("amd", new AmdSysfs(Path.of("/sys/class/drm"))::read))
                .orElseGet(() -> new NoAccelerators(List.of()));
    }
}
