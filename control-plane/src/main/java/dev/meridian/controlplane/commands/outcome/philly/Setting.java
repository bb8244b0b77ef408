package dev.meridian.controlplane.commands.outcome.philly;

import dev.meridian.controlplane.commands.outcome.Job;
import dev.meridian.controlplane.commands.outcome.World;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.NodeState;
import dev.meridian.controlplane.jobs.model.spec.DataSpec;
import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.placement.model.AcceleratorNeed;
import dev.meridian.controlplane.placement.model.Amounts;
import dev.meridian.controlplane.placement.model.Device;
import dev.meridian.controlplane.placement.model.DomainLevel;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.Region;
import dev.meridian.controlplane.placement.model.Requirement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The week on a fleet of such a size that it has the load that is asked for.
///
/// What the trace does not tell is settled so: an accelerator takes its even share of a machine's
/// CPU and memory; the data of a virtual cluster's jobs lie in one region, those with most work
/// spread over the regions first; more accelerators than a machine has are whole machines of one
/// region.
public record Setting(World world, List<Job> jobs) {
    private static final String DRIVER = "sandbox";

    /// @param load accelerators that would be busy in the mean until the last job comes if nothing
    ///   waited, over those that there are
    /// @param gigabytes of data that each instance of a job reads; 0: none
    public static Setting of(Week week, Offer offer, double load, int gigabytes) {
        int nodes = (int) Math.max(1, Math.round(week.demand() / load / offer.devices()));
        return new Setting(
                new World(nodes(offer, nodes), offer.links()), jobs(week, offer, gigabytes));
    }

    /// What the load came to with whole machines.
    public double load(Week week) {
        return week.demand() / world.accelerators();
    }

    private static List<Node> nodes(Offer offer, int count) {
        List<String> regions = List.copyOf(offer.prices().keySet());
        List<Node> nodes = new ArrayList<>();
        for (int region = 0; region < regions.size(); region++) {
            for (int i = region; i < count; i += regions.size()) {
                nodes.add(node(offer, regions.get(region), i));
            }
        }
        return nodes;
    }

    private static Node node(Offer offer, String region, int number) {
        String name = "%s-%04d".formatted(region, number);
        return new Node(
                new NodeId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))),
                name,
                new Region(region, null, null),
                region,
                offer.type(),
                NodeState.READY,
                Map.of(),
                List.of(),
                Amounts.of(offer.cpu(), offer.memory(), 0),
                IntStream.range(0, offer.devices())
                        .mapToObj(i -> new Device(i, offer.model(), Mebibytes.ZERO))
                        .toList(),
                Set.of(DRIVER),
                Objects.requireNonNull(offer.prices().get(region)),
                1,
                false);
    }

    private static List<Job> jobs(Week week, Offer offer, int gigabytes) {
        List<String> regions = List.copyOf(offer.prices().keySet());
        List<String> clusters = week.clusters();
        Map<String, String> homes = new HashMap<>();
        for (int i = 0; i < clusters.size(); i++) {
            homes.put(clusters.get(i), regions.get(i % regions.size()));
        }
        // equal requirements are one object: the planner looks at each but once
        Map<Requirement, Requirement> known = new HashMap<>();
        List<Job> jobs = new ArrayList<>();
        for (Week.Line line : week.lines()) {
            int instances = Math.ceilDiv(line.accelerators(), offer.devices());
            Requirement one =
                    requirement(
                            offer,
                            Math.min(line.accelerators(), offer.devices()),
                            homes.get(line.cluster()),
                            gigabytes);
            jobs.add(
                    new Job(
                            jobs.size(),
                            line.submitted(),
                            line.cluster(),
                            "",
                            instances,
                            known.computeIfAbsent(one, same -> same),
                            instances > 1 ? DomainLevel.REGION : null,
                            null,
                            0,
                            _ -> line.seconds()));
        }
        return jobs;
    }

    private static Requirement requirement(
            Offer offer, int devices, @Nullable String home, int gigabytes) {
        return new Requirement(
                Amounts.of(
                        offer.cpu() * devices / offer.devices(),
                        offer.memory() * devices / offer.devices(),
                        0),
                AcceleratorNeed.whole(null, devices),
                DRIVER,
                List.of(),
                List.of(),
                Set.of(),
                List.of(),
                List.of(),
                home == null || gigabytes == 0
                        ? List.of()
                        : List.of(new DataSpec("s3://data/set", home, gigabytes)),
                false,
                null,
                null,
                null);
    }
}
