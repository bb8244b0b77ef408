package dev.meridian.controlplane.placement;

import dev.meridian.controlplane.jobs.model.Spent;
import dev.meridian.controlplane.jobs.model.spec.AffinitySpec;
import dev.meridian.controlplane.jobs.model.spec.ConstraintSpec;
import dev.meridian.controlplane.jobs.model.spec.DataSpec;
import dev.meridian.controlplane.jobs.model.spec.LabelValue;
import dev.meridian.controlplane.jobs.model.spec.LatencySpec;
import dev.meridian.controlplane.jobs.model.spec.Operator;
import dev.meridian.controlplane.jobs.model.spec.PlacementOption;
import dev.meridian.controlplane.jobs.model.spec.TolerationSpec;
import dev.meridian.controlplane.kernel.model.Money;
import dev.meridian.controlplane.placement.model.AcceleratorNeed;
import dev.meridian.controlplane.placement.model.Amounts;
import dev.meridian.controlplane.placement.model.Bounds;
import dev.meridian.controlplane.placement.model.DomainLevel;
import dev.meridian.controlplane.placement.model.Home;
import dev.meridian.controlplane.placement.model.PendingAllocation;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Spread;
import dev.meridian.controlplane.placement.model.Stakes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A pending task group; every setter answers the builder.
public final class GroupBuilder {
    private final String name;
    private int count = 1;
    private Amounts amounts = Scenario.cores(1);
    private AcceleratorNeed accelerators = AcceleratorNeed.NONE;
    private String driver = "sandbox";
    private final List<ConstraintSpec> constraints = new ArrayList<>();
    private final List<TolerationSpec> tolerations = new ArrayList<>();
    private Set<String> residency = Set.of();
    private List<PlacementOption> anyOf = List.of();
    private final List<AffinitySpec> affinities = new ArrayList<>();
    private final List<DataSpec> data = new ArrayList<>();
    private boolean service;
    private @Nullable LatencySpec latency;
    private @Nullable String avoid;
    private @Nullable String last;
    private @Nullable Home home;
    private String job;
    private @Nullable String gang;
    private int minCount;
    private int priority = 500;
    private String queue = "default";
    private boolean preemptible;
    private Bounds bounds = Bounds.NONE;
    private Stakes stakes = Stakes.NONE;
    private final List<Spread> spreads = new ArrayList<>();
    private @Nullable DomainLevel required;
    private @Nullable DomainLevel preferred;

    private GroupBuilder(String name) {
        this.name = name;
        job = name;
    }

    public static GroupBuilder group(String name) {
        return new GroupBuilder(name);
    }

    public GroupBuilder count(int count) {
        this.count = count;
        return this;
    }

    public GroupBuilder cores(double cores) {
        amounts = Scenario.cores(cores);
        return this;
    }

    public GroupBuilder amounts(Amounts amounts) {
        this.amounts = amounts;
        return this;
    }

    public GroupBuilder gpus(int count) {
        accelerators = AcceleratorNeed.whole("H100", count);
        return this;
    }

    public GroupBuilder share(int millis) {
        accelerators = AcceleratorNeed.share("H100", millis);
        return this;
    }

    public GroupBuilder accelerators(AcceleratorNeed need) {
        accelerators = need;
        return this;
    }

    public GroupBuilder driver(String driver) {
        this.driver = driver;
        return this;
    }

    public GroupBuilder constraint(String label, Operator operator, String value) {
        constraints.add(new ConstraintSpec(label, operator, LabelValue.of(value)));
        return this;
    }

    public GroupBuilder tolerates(String key) {
        tolerations.add(new TolerationSpec(key, null, null));
        return this;
    }

    public GroupBuilder residency(String... jurisdictions) {
        residency = Set.of(jurisdictions);
        return this;
    }

    public GroupBuilder anyOf(PlacementOption... places) {
        anyOf = List.of(places);
        return this;
    }

    public GroupBuilder likes(String label, String value, int weight) {
        affinities.add(new AffinitySpec(label, Operator.EQUAL, LabelValue.of(value), weight));
        return this;
    }

    public GroupBuilder data(String region, double gigabytes) {
        data.add(new DataSpec("s3://data", region, gigabytes));
        return this;
    }

    public GroupBuilder service() {
        service = true;
        return this;
    }

    public GroupBuilder near(String region, double maxMs) {
        latency = new LatencySpec(region, List.of(), maxMs);
        return this;
    }

    public GroupBuilder nearClients(double latitude, double longitude, double maxMs) {
        latency = new LatencySpec(null, List.of(latitude, longitude), maxMs);
        return this;
    }

    public GroupBuilder avoid(String node) {
        avoid = node;
        return this;
    }

    public GroupBuilder last(String node) {
        last = node;
        return this;
    }

    /// It runs there already, and would lose so many seconds of work.
    public GroupBuilder running(String node, String region, double lostSeconds) {
        home = new Home(Scenario.nodeId(node), region, lostSeconds);
        return this;
    }

    /// All instances at once.
    public GroupBuilder gang() {
        gang = name;
        minCount = count;
        return this;
    }

    /// At once with the other groups of the job that name the same gang.
    public GroupBuilder gang(String job, String gang, int minCount) {
        this.job = job;
        this.gang = gang;
        this.minCount = minCount;
        return this;
    }

    public GroupBuilder priority(int priority) {
        this.priority = priority;
        return this;
    }

    public GroupBuilder queue(String queue) {
        this.queue = queue;
        return this;
    }

    public GroupBuilder preemptible() {
        preemptible = true;
        return this;
    }

    public GroupBuilder spread(String by, int minDomains, int maxPerDomain) {
        spreads.add(new Spread(new DomainLevel(by), minDomains, maxPerDomain));
        return this;
    }

    public GroupBuilder within(String level) {
        required = new DomainLevel(level);
        return this;
    }

    public GroupBuilder preferably(String level) {
        preferred = new DomainLevel(level);
        return this;
    }

    /// Dollars that all of it may cost in an hour.
    public GroupBuilder hourly(double most) {
        return hourly(most, 0);
    }

    /// @param held dollars that the job costs in an hour already
    public GroupBuilder hourly(double most, double held) {
        bounds =
                new Bounds(
                        null,
                        Money.ofDollars(most),
                        null,
                        new Spent(Money.ZERO, Money.ofDollars(held), Scenario.NOW));
        return this;
    }

    /// Dollars that all of it may cost.
    public GroupBuilder total(double most) {
        bounds = new Bounds(null, null, Money.ofDollars(most), Spent.NOTHING);
        return this;
    }

    /// In so many hours.
    public GroupBuilder deadline(double hours) {
        bounds =
                new Bounds(
                        Scenario.NOW.plusMillis(Math.round(hours * 3_600_000)),
                        null,
                        null,
                        Spent.NOTHING);
        return this;
    }

    /// What a plan would make of it.
    public GroupBuilder at(Stakes stakes) {
        this.stakes = stakes;
        return this;
    }

    /// The same group where its job may cost so many dollars in an hour.
    public static PendingGroup limited(PendingGroup one, double hourly) {
        return new PendingGroup(
                one.id(),
                one.job(),
                one.name(),
                one.project(),
                one.queue(),
                one.priority(),
                one.submittedAt(),
                one.gang(),
                one.minCount(),
                one.spreads(),
                one.required(),
                one.preferred(),
                one.allocations(),
                one.preemptible(),
                new Bounds(null, Money.ofDollars(hourly), null, Spent.NOTHING));
    }

    Requirement requirement() {
        return new Requirement(
                amounts,
                accelerators,
                driver,
                constraints,
                tolerations,
                residency,
                anyOf,
                affinities,
                data,
                service,
                latency,
                avoid == null ? null : Scenario.nodeId(avoid),
                last == null ? null : Scenario.nodeId(last),
                stakes,
                home);
    }

    public PendingGroup build(int order) {
        Requirement requirement = requirement();
        return new PendingGroup(
                Scenario.groupId(name),
                Scenario.jobId(job),
                name,
                "default",
                queue,
                priority,
                Scenario.NOW.plusSeconds(order),
                gang,
                minCount,
                spreads,
                required,
                preferred,
                IntStream.range(0, count)
                        .mapToObj(i ->
                                new PendingAllocation(
                                        Scenario.allocationId(name, i), 1, i, requirement))
                        .toList(),
                preemptible,
                bounds);
    }
}
