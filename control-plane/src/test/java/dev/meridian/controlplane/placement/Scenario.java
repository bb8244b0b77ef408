package dev.meridian.controlplane.placement;

import static java.util.Objects.requireNonNull;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.NodeState;
import dev.meridian.controlplane.fleet.model.Taint;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.DeviceShare;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.kernel.model.Money;
import dev.meridian.controlplane.placement.model.Amounts;
import dev.meridian.controlplane.placement.model.Device;
import dev.meridian.controlplane.placement.model.GroupId;
import dev.meridian.controlplane.placement.model.Headroom;
import dev.meridian.controlplane.placement.model.Link;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.Pool;
import dev.meridian.controlplane.placement.model.PoolTargets;
import dev.meridian.controlplane.placement.model.Region;
import dev.meridian.controlplane.placement.model.RegionPair;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.model.Tenure;
import dev.meridian.controlplane.placement.model.queues.Goods;
import dev.meridian.controlplane.placement.model.queues.QueueId;
import dev.meridian.controlplane.placement.model.queues.QueueRule;
import dev.meridian.controlplane.placement.model.queues.QueueRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// A fleet and a queue, written like a script. Ids follow from names, so every run sees the same
/// ones.
public final class Scenario {
    public static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private final Map<String, Region> regions = new HashMap<>();
    private final List<Node> nodes = new ArrayList<>();
    private final List<Placed> placed = new ArrayList<>();
    private final List<PendingGroup> groups = new ArrayList<>();
    private final Map<RegionPair, Link> links = new HashMap<>();
    private final Map<String, Double> weights = new HashMap<>();
    private double target = 1;
    private final Map<Pool, Headroom> headroom = new HashMap<>();
    private final List<QueueRule> queues = new ArrayList<>();

    public Scenario region(String name, String jurisdiction) {
        regions.put(name, new Region(name, jurisdiction.isEmpty() ? null : jurisdiction, "test"));
        return this;
    }

    public Scenario region(Region region) {
        regions.put(region.name(), region);
        return this;
    }

    /// A node of 64 cores, 512 GiB of memory and 1 TiB of disk in cluster `c1`, that offers
    /// `sandbox` and `process`.
    public Scenario node(String name, String region, int gpus) {
        return node(name, region, gpus, one -> one);
    }

    public Scenario node(String name, String region, int gpus, UnaryOperator<NodeBuilder> change) {
        nodes.add(
                change.apply(new NodeBuilder(name, requireNonNull(regions.get(region)), gpus))
                        .build());
        return this;
    }

    public Scenario running(String node, Amounts amounts, DeviceShare... devices) {
        return running("other-" + placed.size(), node, false, amounts, devices);
    }

    public Scenario running(
            String group, String node, boolean service, Amounts amounts, DeviceShare... devices) {
        placed.add(
                new Placed(
                        new AllocationId(id(group + "/running/" + placed.size())),
                        groupId(group),
                        nodeId(node),
                        amounts,
                        List.of(devices),
                        service));
        return this;
    }

    /// What runs on a node with so many of its first free devices.
    public Scenario running(String group, String node, int firstDevice, int gpus, Tenure tenure) {
        placed.add(
                new Placed(
                        new AllocationId(id(group + "/running/" + placed.size())),
                        groupId(group),
                        nodeId(node),
                        cores(1),
                        IntStream.range(firstDevice, firstDevice + gpus)
                                .mapToObj(device -> new DeviceShare(device, Device.WHOLE))
                                .toList(),
                        false,
                        tenure));
        return this;
    }

    public Scenario queue(QueueRule rule) {
        queues.add(rule);
        return this;
    }

    /// One that is promised so many accelerators.
    public Scenario queue(String name, double weight, int gpus, boolean borrowing) {
        return queue(
                new QueueRule(
                        queueId(name),
                        null,
                        weight,
                        new Goods(Goods.UNLIMITED, Goods.UNLIMITED, gpus * 1000L),
                        borrowing,
                        false,
                        Goods.NONE));
    }

    public Scenario pending(GroupBuilder group) {
        groups.add(group.build(groups.size()));
        return this;
    }

    public Scenario link(String from, String to, double dollarsPerGb, double mbps) {
        links.put(new RegionPair(from, to), new Link(Money.ofDollars(dollarsPerGb), null, mbps));
        return this;
    }

    public Scenario latency(String from, String to, double ms) {
        links.put(new RegionPair(from, to), new Link(Money.ZERO, ms, null));
        return this;
    }

    /// Above which it costs to fill a pool.
    public Scenario target(double utilisation) {
        target = utilisation;
        return this;
    }

    /// Kept free in the pool called default.
    public Scenario headroom(String region, double accelerators, double cores) {
        headroom.put(new Pool(region, "c1", "default"), new Headroom(accelerators, cores));
        return this;
    }

    public Scenario weight(String goal, double weight) {
        weights.put(goal, weight);
        return this;
    }

    public Snapshot snapshot() {
        return new Snapshot(
                NOW,
                nodes,
                links,
                placed,
                groups,
                weights,
                new QueueRules(queues, 0),
                Map.of(),
                new PoolTargets(target, headroom));
    }

    public static UUID id(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    public static NodeId nodeId(String name) {
        return new NodeId(id("node/" + name));
    }

    public static QueueId queueId(String name) {
        return new QueueId("default", name);
    }

    public static GroupId groupId(String name) {
        return new GroupId(id("group/" + name));
    }

    public static JobId jobId(String name) {
        return new JobId(id("job/" + name));
    }

    public static AllocationId allocationId(String group, int index) {
        return new AllocationId(id("allocation/" + group + "/" + index));
    }

    public static Amounts cores(double cores) {
        return Amounts.of(Math.round(cores * 1000), 1024, 0);
    }

    /// What one node is; every setter answers the builder.
    public static final class NodeBuilder {
        private final String name;
        private final Region region;
        private final int gpus;
        private String cluster = "c1";
        private NodeState state = NodeState.READY;
        private Map<String, String> labels = Map.of();
        private List<Taint> taints = List.of();
        private Amounts capacity = Amounts.of(64_000, 512 * 1024, 1024 * 1024);
        private Set<String> drivers = Set.of("sandbox", "process");
        private String model = "H100";
        private double price;
        private double speed = 1;
        private boolean spot;

        NodeBuilder(String name, Region region, int gpus) {
            this.name = name;
            this.region = region;
            this.gpus = gpus;
        }

        public NodeBuilder cluster(String cluster) {
            this.cluster = cluster;
            return this;
        }

        public NodeBuilder state(NodeState state) {
            this.state = state;
            return this;
        }

        public NodeBuilder labels(Map<String, String> labels) {
            this.labels = labels;
            return this;
        }

        public NodeBuilder taints(Taint... taints) {
            this.taints = List.of(taints);
            return this;
        }

        public NodeBuilder capacity(Amounts capacity) {
            this.capacity = capacity;
            return this;
        }

        public NodeBuilder drivers(String... drivers) {
            this.drivers = Set.of(drivers);
            return this;
        }

        public NodeBuilder model(String model) {
            this.model = model;
            return this;
        }

        public NodeBuilder price(double dollarsPerHour) {
            this.price = dollarsPerHour;
            return this;
        }

        public NodeBuilder speed(double speed) {
            this.speed = speed;
            return this;
        }

        public NodeBuilder spot() {
            this.spot = true;
            return this;
        }

        /// As the fleet derives them.
        private Map<String, String> allLabels() {
            Map<String, String> all = new HashMap<>(labels);
            all.put("region", region.name());
            all.put("cluster", cluster);
            all.put("node", name);
            all.put("spot", Boolean.toString(spot));
            if (gpus > 0) {
                all.put("gpu.model", model);
                all.put("gpu.memory", "80Gi");
            }
            return all;
        }

        Node build() {
            return new Node(
                    nodeId(name),
                    name,
                    region,
                    cluster,
                    "default",
                    state,
                    allLabels(),
                    taints,
                    capacity,
                    IntStream.range(0, gpus)
                            .mapToObj(i -> new Device(i, model, Mebibytes.ofGibibytes(80)))
                            .toList(),
                    drivers,
                    Money.ofDollars(price),
                    speed,
                    spot);
        }
    }
}
