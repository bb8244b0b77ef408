package dev.meridian.controlplane.placement.index;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.NodeState;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.kernel.model.Money;
import dev.meridian.controlplane.placement.model.AcceleratorNeed;
import dev.meridian.controlplane.placement.model.Amounts;
import dev.meridian.controlplane.placement.model.Device;
import dev.meridian.controlplane.placement.model.GroupId;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.PendingAllocation;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Region;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/// The openb trace: 1,213 nodes with 6,212 GPUs and a list of pods.
public final class Openb {
    private static final Region REGION = new Region("openb", null, null);

    private final List<Node> nodes;
    private final List<Requirement> pods;

    private Openb(List<Node> nodes, List<Requirement> pods) {
        this.nodes = nodes;
        this.pods = pods;
    }

    /// Empty where the data is not on this machine.
    public static Optional<Path> folder() {
        String given = System.getenv("MERIDIAN_DATA");
        Path data = given == null ? Path.of("../../shared/data") : Path.of(given);
        return Optional.of(data.resolve("openb")).filter(Files::isDirectory);
    }

    public static Openb read(Path folder, String podList) throws IOException {
        List<Node> nodes = new ArrayList<>();
        for (String[] row : rows(folder.resolve("openb_node_list_gpu_node.csv"))) {
            nodes.add(
                    node(
                            row[0],
                            Long.parseLong(row[1]),
                            Long.parseLong(row[2]),
                            Integer.parseInt(row[3]),
                            row[4]));
        }
        Map<Requirement, Requirement> known = new HashMap<>();
        List<Requirement> pods = new ArrayList<>();
        for (String[] row : rows(folder.resolve(podList))) {
            Requirement one = requirement(row);
            pods.add(known.computeIfAbsent(one, same -> same));
        }
        return new Openb(nodes, pods);
    }

    private static List<String[]> rows(Path file) throws IOException {
        return Files.readAllLines(file).stream().skip(1).map(line -> line.split(",", -1)).toList();
    }

    private static Node node(String name, long cpu, long memory, int gpus, String model) {
        return new Node(
                new NodeId(
                        UUID.nameUUIDFromBytes(
                                name.getBytes(java.nio.charset.StandardCharsets.UTF_8))),
                name,
                REGION,
                "c",
                "p",
                NodeState.READY,
                Map.of(),
                List.of(),
                Amounts.of(cpu, memory, 0),
                IntStream.range(0, gpus)
                        .mapToObj(i -> new Device(i, model, Mebibytes.ZERO))
                        .toList(),
                Set.of("sandbox"),
                Money.ZERO,
                1,
                false);
    }

    private static Requirement requirement(String[] row) {
        int count = Integer.parseInt(row[3]);
        int millis = row[4].isEmpty() || count == 0 ? 0 : Integer.parseInt(row[4]);
        return Requirement.of(
                Amounts.of(Long.parseLong(row[1]), Long.parseLong(row[2]), 0),
                new AcceleratorNeed(null, count, millis),
                "sandbox");
    }

    /// The same kinds of nodes, drawn at random until there are so many.
    public Openb resampled(int count, long seed) {
        Random random = new Random(seed);
        List<Node> more = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Node like = nodes.get(random.nextInt(nodes.size()));
            more.add(
                    node(
                            "n%05d".formatted(i),
                            like.capacity().cpu().value(),
                            like.capacity().memory().value(),
                            like.devices().size(),
                            like.devices().isEmpty() ? "" : like.devices().getFirst().model()));
        }
        return new Openb(more, pods);
    }

    public List<Node> nodes() {
        return nodes;
    }

    public List<Requirement> pods() {
        return pods;
    }

    public long millis() {
        return nodes.stream().mapToLong(node -> 1000L * node.devices().size()).sum();
    }

    /// The published protocol: the list shuffled, then draws with replacement until so much is
    /// asked for.
    public List<Requirement> arrivals(double ratio, long seed) {
        Random random = new Random(seed);
        List<Requirement> arrivals = new ArrayList<>(pods);
        Collections.shuffle(arrivals, random);
        long wanted = (long) (ratio * millis());
        long asked = arrivals.stream().mapToLong(one -> one.accelerators().totalMillis()).sum();
        while (asked < wanted) {
            Requirement one = pods.get(random.nextInt(pods.size()));
            arrivals.add(one);
            asked += one.accelerators().totalMillis();
        }
        while (asked > wanted) {
            asked -= arrivals.remove(random.nextInt(arrivals.size())).accelerators().totalMillis();
        }
        return arrivals;
    }

    /// Everything waits in this order.
    public Snapshot snapshot(List<Requirement> arrivals) {
        Instant start = Instant.EPOCH;
        List<PendingGroup> groups = new ArrayList<>();
        for (int i = 0; i < arrivals.size(); i++) {
            groups.add(
                    new PendingGroup(
                            new GroupId(new UUID(1, i)),
                            new JobId(new UUID(2, i)),
                            "g",
                            "default",
                            "default",
                            500,
                            start.plusSeconds(i),
                            null,
                            0,
                            List.of(),
                            null,
                            null,
                            List.of(
                                    new PendingAllocation(
                                            new AllocationId(new UUID(3, i)),
                                            0,
                                            0,
                                            arrivals.get(i)))));
        }
        return new Snapshot(
                start.plusSeconds(arrivals.size()), nodes, Map.of(), List.of(), groups, Map.of());
    }
}
