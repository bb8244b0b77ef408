package dev.meridian.controlplane.commands.outcome.pollux;

import dev.meridian.controlplane.commands.openb.TraceFile;
import dev.meridian.controlplane.commands.outcome.Job;
import dev.meridian.controlplane.commands.outcome.World;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.NodeState;
import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.kernel.model.Money;
import dev.meridian.controlplane.placement.model.AcceleratorNeed;
import dev.meridian.controlplane.placement.model.Amounts;
import dev.meridian.controlplane.placement.model.Device;
import dev.meridian.controlplane.placement.model.DomainLevel;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.Region;
import dev.meridian.controlplane.placement.model.Requirement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/// One workload on the cluster that it was published with: 16 nodes of four accelerators. Each job
/// is a gang of one replica on each accelerator that would like to share a node.
public record Workload(World world, List<Job> jobs) {
    private static final int NODES = 16;
    private static final int DEVICES = 4;
    private static final int CORES = 4;
    private static final String DRIVER = "sandbox";
    private static final int MOST_SECONDS = 100_000_000;
    private static final int MOST_REPLICAS = NODES * DEVICES;
    private static final int MOST_BATCH = 10_000_000;

    /// What a start takes in the published simulator.
    private static final double START_SECONDS = 30;

    /// @param file columns `time`, `application`, `num_replicas`, `batch_size`
    /// @param traces a folder for each application
    public static Workload read(Path file, Path traces) {
        Map<String, Application> applications = new HashMap<>();
        Requirement replica =
                Requirement.of(
                        Amounts.of(CORES * 1000L, 0, 0), AcceleratorNeed.whole(null, 1), DRIVER);
        List<TraceFile.Row> rows =
                TraceFile.read(file, "time", "application", "num_replicas", "batch_size")
                        .rows()
                        .stream()
                        .sorted(Comparator.comparingLong(row -> row.number("time", MOST_SECONDS)))
                        .toList();
        List<Job> jobs = new ArrayList<>();
        for (TraceFile.Row row : rows) {
            String name = row.text("application");
            int replicas = (int) row.number("num_replicas", MOST_REPLICAS);
            Application application =
                    applications.computeIfAbsent(
                            name, each -> Application.read(traces.resolve(each)));
            jobs.add(
                    new Job(
                            jobs.size(),
                            row.number("time", MOST_SECONDS),
                            "pollux",
                            name,
                            replicas,
                            replica,
                            null,
                            replicas > 1 ? DomainLevel.NODE : null,
                            START_SECONDS,
                            application.work(
                                    replicas, (int) row.number("batch_size", MOST_BATCH))));
        }
        return new Workload(new World(nodes(), Map.of()), jobs);
    }

    static List<Node> nodes() {
        return IntStream.range(0, NODES)
                .mapToObj(number ->
                        new Node(
                                new NodeId(new UUID(7, number)),
                                "node-%02d".formatted(number),
                                new Region("pollux", null, null),
                                "pollux",
                                "pollux",
                                NodeState.READY,
                                Map.of(),
                                List.of(),
                                Amounts.of(DEVICES * CORES * 1000L, 0, 0),
                                IntStream.range(0, DEVICES)
                                        .mapToObj(i -> new Device(i, "T4", Mebibytes.ZERO))
                                        .toList(),
                                Set.of(DRIVER),
                                Money.ZERO,
                                1,
                                false))
                .toList();
    }
}
