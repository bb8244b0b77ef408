package dev.meridian.controlplane.commands.openb;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.NodeState;
import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.kernel.model.Money;
import dev.meridian.controlplane.placement.model.Amounts;
import dev.meridian.controlplane.placement.model.Device;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.Region;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/// The nodes of a node list, with nothing on them.
///
/// @param millis thousandths of all accelerators
public record Fleet(List<Node> nodes, long millis) {
    static final String DRIVER = "sandbox";
    static final String MODEL = "gpu.model";
    static final long MOST = 1_000_000_000;
    private static final Region REGION = new Region("openb", null, null);

    public Fleet {
        nodes = List.copyOf(nodes);
    }

    private static Fleet of(List<Node> nodes) {
        int devices = nodes.stream().mapToInt(node -> node.devices().size()).sum();
        return new Fleet(nodes, (long) Device.WHOLE * devices);
    }

    /// Columns `sn`, `cpu_milli`, `memory_mib`, `gpu` (how many) and `model`.
    public static Fleet read(Path file) {
        List<Node> nodes = new ArrayList<>();
        Set<String> names = new HashSet<>();
        TraceFile list = TraceFile.read(file, "sn", "cpu_milli", "memory_mib", "gpu", "model");
        for (TraceFile.Row row : list.rows()) {
            if (!names.add(row.text("sn"))) {
                throw row.bad("node %s is there twice".formatted(row.text("sn")));
            }
            nodes.add(
                    node(
                            row.text("sn"),
                            row.number("cpu_milli", MOST),
                            row.number("memory_mib", MOST),
                            (int) row.number("gpu", Device.MOST),
                            row.text("model")));
        }
        Fleet fleet = of(nodes);
        if (fleet.millis() == 0) {
            throw new BadTrace("%s has no accelerator, so no share of them.".formatted(file));
        }
        return fleet;
    }

    private static Node node(String name, long cpu, long memory, int devices, String model) {
        return new Node(
                new NodeId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))),
                name,
                REGION,
                "openb",
                "openb",
                NodeState.READY,
                model.isEmpty() ? Map.of() : Map.of(MODEL, model),
                List.of(),
                Amounts.of(cpu, memory, 0),
                IntStream.range(0, devices)
                        .mapToObj(i -> new Device(i, model, Mebibytes.ZERO))
                        .toList(),
                Set.of(DRIVER),
                Money.ZERO,
                1,
                false);
    }

    /// So many nodes of the same kinds, drawn at random.
    public Fleet resampled(int count, long seed) {
        Random random = new Random(seed);
        return of(
                IntStream.range(0, count)
                        .mapToObj(i -> {
                            Node like = nodes.get(random.nextInt(nodes.size()));
                            return node(
                                    "n%07d".formatted(i),
                                    like.capacity().cpu().value(),
                                    like.capacity().memory().value(),
                                    like.devices().size(),
                                    like.labels().getOrDefault(MODEL, ""));
                        })
                        .toList());
    }
}
