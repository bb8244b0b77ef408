package dev.meridian.agent;

import dev.meridian.agent.link.HostPort;
import dev.meridian.agent.probe.AcceleratorSource;
import dev.meridian.agent.probe.DeclaredCapacity;
import dev.meridian.agent.probe.HostProbe;
import dev.meridian.agent.protocol.Accelerator;
import dev.meridian.agent.protocol.AllocationReport;
import dev.meridian.agent.protocol.Hello;
import dev.meridian.agent.run.BootId;
import dev.meridian.agent.run.checkpoint.Archive;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/// What this node says of itself in every Hello: as given on the command line, and as found.
final class NodeFacts {
    private static final double MIB_PER_GIB = 1024;
    private static final String PEER_PORT = "peer-port";

    private final Hello base;

    NodeFacts(
            AgentSettings settings,
            HostProbe host,
            AcceleratorSource accelerators,
            List<String> drivers,
            OptionalInt peerPort)
            throws IOException {
        this.base =
                Hello.newBuilder()
                        .setNodeName(name(settings))
                        .setBootId(BootId.current())
                        .setAgentVersion(version())
                        .setRegion(settings.region())
                        .setCluster(settings.cluster())
                        .setPool(settings.pool())
                        .putAllLabels(labels(settings, host, accelerators.accelerators(), peerPort))
                        .setCapacity(DeclaredCapacity.over(host.capacity(), settings.capacity()))
                        .addAllAccelerators(accelerators.accelerators())
                        .addAllDrivers(drivers)
                        .setAddress(address(settings))
                        .build();
    }

    Hello hello(List<AllocationReport> held) {
        return base.toBuilder().addAllHeld(held).build();
    }

    static String name(AgentSettings settings) throws IOException {
        return settings.name().isBlank() ? hostName() : settings.name();
    }

    private static String hostName() throws IOException {
        return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    }

    private static String version() {
        String packed = NodeFacts.class.getPackage().getImplementationVersion();
        return packed == null ? "development" : packed;
    }

    /// What is given on the command line stands above what is found.
    private static Map<String, String> labels(
            AgentSettings settings,
            HostProbe host,
            List<Accelerator> accelerators,
            OptionalInt peerPort)
            throws IOException {
        Map<String, String> labels = new TreeMap<>(host.labels());
        labels.put("hostname", hostName());
        if (!accelerators.isEmpty()) {
            Accelerator first = accelerators.getFirst();
            labels.put("gpu.model", first.getModel());
            labels.put("gpu.count", Integer.toString(accelerators.size()));
            // drivers keep a little back: 81559 MiB is sold, and asked for, as 80Gi
            long gib = (long) Math.ceil(first.getMemoryMib() / MIB_PER_GIB);
            if (gib > 0) labels.put("gpu.memory", gib + "Gi");
        }
        labels.put("checkpoint-store", Boolean.toString(settings.checkpointStore().isPresent()));
        labels.put("rclone", Boolean.toString(Archive.hasRclone(System.getenv())));
        labels.putAll(settings.labels());
        // no wish, but where its peers find this agent
        labels.remove(PEER_PORT);
        peerPort.ifPresent(port -> labels.put(PEER_PORT, Integer.toString(port)));
        return labels;
    }

    /// The address from which this host reaches the control plane is one at which others of the
    /// fleet may reach it. Connecting a datagram socket sends nothing.
    static String address(AgentSettings settings) {
        if (!settings.address().isBlank()) return settings.address();
        HostPort plane = settings.controlPlanes().getFirst();
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(plane.host(), plane.port()));
            return socket.getLocalAddress().getHostAddress();
        } catch (IOException | RuntimeException _) {
            return InetAddress.getLoopbackAddress().getHostAddress();
        }
    }
}
