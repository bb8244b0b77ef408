package dev.meridian.controlplane.commands.queue;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.NodeState;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.DeviceShare;
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
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.Region;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.model.Tenure;
import dev.meridian.controlplane.placement.model.queues.Goods;
import dev.meridian.controlplane.placement.model.queues.QueueId;
import dev.meridian.controlplane.placement.model.queues.QueueRule;
import dev.meridian.controlplane.placement.model.queues.QueueRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A fleet of nodes with eight accelerators each, what runs there and what waits, written like a
/// script. The same seed makes the same.
final class Pressure {
    static final int DEVICES = 8;
    static final String LENDER = "lender";
    static final String BORROWER = "borrower";
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Amounts SMALL = Amounts.of(4_000, 16 * 1024, 0);
    private static final int RACK = 32;

    private final Random random = new Random(1);
    private final List<Node> nodes = new ArrayList<>();
    private final List<Placed> placed = new ArrayList<>();
    private final List<PendingGroup> groups = new ArrayList<>();
    private final List<QueueRule> queues = new ArrayList<>();

    Pressure(int size) {
        for (int i = 0; i < size; i++) {
            String region = "region-" + i * 4 / size;
            nodes.add(
                    new Node(
                            new NodeId(id()),
                            "node-" + i,
                            new Region(region, null, null),
                            "c1",
                            "default",
                            NodeState.READY,
                            Map.of("region", region, "rack", "rack-" + i / RACK),
                            List.of(),
                            Amounts.of(128_000, 1024 * 1024, 4096 * 1024),
                            IntStream.range(0, DEVICES)
                                    .mapToObj(
                                            at -> new Device(at, "H100", Mebibytes.ofGibibytes(80)))
                                    .toList(),
                            Set.of("sandbox"),
                            Money.ofDollars(30),
                            1,
                            false));
        }
    }

    private UUID id() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    /// A part of each node's devices, from the first on, is held by allocations of one each.
    Pressure busy(double part, String queue, int priority, boolean preemptible) {
        for (Node node : nodes) {
            for (int device = 0; device < DEVICES; device++) {
                if (random.nextDouble() < part) {
                    placed.add(holding(node, device, queue, priority, preemptible, null));
                }
            }
        }
        return this;
    }

    /// All devices are held by gangs of so many whole nodes.
    Pressure gangs(int size, String queue, int priority) {
        for (int i = 0; i < nodes.size(); i++) {
            for (int device = 0; device < DEVICES; device++) {
                placed.add(
                        holding(nodes.get(i), device, queue, priority, true, "gang-" + i / size));
            }
        }
        return this;
    }

    private Placed holding(
            Node node,
            int device,
            String queue,
            int priority,
            boolean preemptible,
            @Nullable String gang) {
        return new Placed(
                new AllocationId(id()),
                new GroupId(id()),
                node.id(),
                SMALL,
                List.of(new DeviceShare(device, Device.WHOLE)),
                false,
                new Tenure(
                        new QueueId("bench", queue),
                        priority,
                        preemptible,
                        NOW.minus(Duration.ofMinutes(random.nextInt(1, 3000))),
                        null,
                        null,
                        gang,
                        false));
    }

    Pressure queue(String name, long devices) {
        queues.add(
                new QueueRule(
                        new QueueId("bench", name),
                        null,
                        1,
                        new Goods(Goods.UNLIMITED, Goods.UNLIMITED, devices * Device.WHOLE),
                        true,
                        false,
                        Goods.NONE));
        return this;
    }

    /// Jobs of one group each.
    Pressure waiting(
            int jobs, int instances, int gpus, long cpuMillis, String queue, int priority) {
        for (int job = 0; job < jobs; job++) {
            Requirement requirement =
                    Requirement.of(
                            Amounts.of(cpuMillis + job % 100, 16 * 1024, 0),
                            AcceleratorNeed.whole("H100", gpus),
                            "sandbox");
            String name = "group-" + groups.size();
            groups.add(
                    new PendingGroup(
                            new GroupId(id()),
                            new JobId(id()),
                            name,
                            "bench",
                            queue,
                            priority,
                            NOW.minusSeconds(30 - groups.size() % 30),
                            instances > 1 ? name : null,
                            instances > 1 ? instances : 0,
                            List.of(),
                            null,
                            null,
                            IntStream.range(0, instances)
                                    .mapToObj(i ->
                                            new PendingAllocation(
                                                    new AllocationId(id()), 1, i, requirement))
                                    .toList(),
                            true));
        }
        return this;
    }

    Snapshot snapshot() {
        return new Snapshot(
                NOW,
                nodes,
                Map.of(),
                placed,
                groups,
                Map.of(),
                new QueueRules(queues, 0),
                Map.of());
    }
}
