package dev.meridian.agent.probe;

import dev.meridian.agent.protocol.Capacity;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import oshi.hardware.CentralProcessor;
import oshi.hardware.HWDiskStore;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.hardware.NetworkIF;
import oshi.nativefree.SystemInfo;

/// What the host has and uses: processors, memory, the data directory's disk, network. Read from
/// `/proc` and `/sys` by OSHI without native code.
public final class HostProbe implements Probe {
    private static final Logger LOG = System.getLogger(HostProbe.class.getName());
    private static final long MIB = 1 << 20;
    private static final long LEAST_RESERVE_MIB = 256;
    private static final long MOST_RESERVE_MIB = 4096;
    private static final int SHARE_RESERVED = 20;
    private static final List<String> VIRTUAL =
            List.of("veth", "cali", "cni", "docker", "br-", "virbr", "vnet", "lxc", "flannel");
    private static final long NANOS = 1_000_000_000L;

    private final HardwareAbstractionLayer hardware = new SystemInfo().getHardware();
    private final CentralProcessor processor = hardware.getProcessor();
    private final Path dataDir;
    private final LongSupplier nanos;
    private long[] ticks = processor.getSystemCpuLoadTicks();
    private final Map<String, Long> counters = new HashMap<>();
    private long countedAt;

    public HostProbe(Path dataDir, LongSupplier nanos) {
        this.dataDir = dataDir;
        this.nanos = nanos;
    }

    /// What jobs may have: everything less a reserve for the system and this agent, 5 % of the
    /// memory, 5 % of the cores from four on, 10 % of the disk.
    public Capacity capacity() {
        long cores = Runtime.getRuntime().availableProcessors() * 1000L;
        long memory = hardware.getMemory().getTotal() / MIB;
        long reserve = Math.clamp(memory / SHARE_RESERVED, LEAST_RESERVE_MIB, MOST_RESERVE_MIB);
        return Capacity.newBuilder()
                .setCpuMillis(cores < 4000 ? cores : cores - cores / SHARE_RESERVED)
                .setMemoryMib(Math.max(0, memory - reserve))
                .setDiskMib(disk(FileStore::getUsableSpace) * 9 / 10)
                .setNetworkMbps(networkMbps())
                .build();
    }

    public Map<String, String> labels() {
        Map<String, String> labels = new HashMap<>();
        labels.put("os", System.getProperty("os.name").toLowerCase(java.util.Locale.ROOT));
        labels.put("arch", System.getProperty("os.arch"));
        labels.put("kernel", System.getProperty("os.version"));
        labels.put("cpu.model", processor.getProcessorIdentifier().getName().strip());
        return labels;
    }

    private long networkMbps() {
        return interfaces().stream().mapToLong(NetworkIF::getSpeed).max().orElse(0) / 1_000_000;
    }

    /// Without those that come and go with containers: what goes through them also goes through the
    /// others.
    private List<NetworkIF> interfaces() {
        return hardware.getNetworkIFs(false).stream()
                .filter(network -> VIRTUAL.stream().noneMatch(network.getName()::startsWith))
                .toList();
    }

    @Override
    public void sample(Samples into) {
        long[] now = processor.getSystemCpuLoadTicks();
        double load = processor.getSystemCpuLoadBetweenTicks(ticks, now);
        ticks = now;
        into.host("cpu.used", load * processor.getLogicalProcessorCount());
        var memory = hardware.getMemory();
        into.host("memory.used", (double) (memory.getTotal() - memory.getAvailable()) / MIB);
        into.host("disk.used", disk(s -> s.getTotalSpace() - s.getUnallocatedSpace()));
        rates(into);
    }

    private void rates(Samples into) {
        long now = nanos.getAsLong();
        double seconds = (double) (now - countedAt) / NANOS;
        boolean first = countedAt == 0;
        countedAt = now;
        for (HWDiskStore disk : hardware.getDiskStores()) {
            rate(into, "disk.read", disk.getName(), disk.getReadBytes(), seconds, first);
            rate(into, "disk.write", disk.getName(), disk.getWriteBytes(), seconds, first);
        }
        for (NetworkIF network : interfaces()) {
            rate(into, "net.rx", network.getName(), network.getBytesRecv(), seconds, first);
            rate(into, "net.tx", network.getName(), network.getBytesSent(), seconds, first);
        }
    }

    private void rate(
            Samples into, String metric, String path, long count, double seconds, boolean first) {
        String device = path.substring(path.lastIndexOf('/') + 1);
        Long before = counters.put(metric + device, count);
        if (first || before == null || count < before || seconds <= 0) return;
        into.device(metric, device, (count - before) / seconds);
    }

    private interface Size {
        long of(FileStore store) throws IOException;
    }

    private long disk(Size size) {
        try {
            return size.of(Files.getFileStore(dataDir)) / MIB;
        } catch (IOException e) {
            LOG.log(
                    Level.DEBUG,
                    "the disk of {0} cannot be measured: {1}",
                    dataDir,
                    e.getMessage());
            return 0;
        }
    }
}
