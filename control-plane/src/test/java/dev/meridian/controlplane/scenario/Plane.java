package dev.meridian.controlplane.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.meridian.controlplane.dispatch.DesiredStatePush;
import dev.meridian.controlplane.dispatch.DrainLoop;
import dev.meridian.controlplane.dispatch.Drains;
import dev.meridian.controlplane.dispatch.Heartbeats;
import dev.meridian.controlplane.dispatch.LeaseLoop;
import dev.meridian.controlplane.dispatch.SchedulingLoop;
import dev.meridian.controlplane.dispatch.StandbyLoop;
import dev.meridian.controlplane.dispatch.model.Assignment;
import dev.meridian.controlplane.dispatch.model.DrainWait;
import dev.meridian.controlplane.fleet.Fleet;
import dev.meridian.controlplane.fleet.FleetQueries;
import dev.meridian.controlplane.fleet.model.Accelerator;
import dev.meridian.controlplane.fleet.model.Drain;
import dev.meridian.controlplane.fleet.model.DrainOrder;
import dev.meridian.controlplane.fleet.model.Node;
import dev.meridian.controlplane.fleet.model.NodeCapacity;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.NodeRegistration;
import dev.meridian.controlplane.fleet.model.PlaceClaim;
import dev.meridian.controlplane.fleet.model.PlaceInFleet;
import dev.meridian.controlplane.fleet.model.RegionName;
import dev.meridian.controlplane.jobs.JobSpecReader;
import dev.meridian.controlplane.jobs.Jobs;
import dev.meridian.controlplane.jobs.SpecFormat;
import dev.meridian.controlplane.jobs.SpecReading;
import dev.meridian.controlplane.jobs.model.AllocationEvent.FailedReported;
import dev.meridian.controlplane.jobs.model.AllocationEvent.FencedReported;
import dev.meridian.controlplane.jobs.model.AllocationEvent.Report;
import dev.meridian.controlplane.jobs.model.AllocationEvent.StartedReported;
import dev.meridian.controlplane.jobs.model.AllocationEvent.StoppedReported;
import dev.meridian.controlplane.jobs.model.AllocationEvent.SucceededReported;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.NewJob;
import dev.meridian.controlplane.jobs.model.Observation;
import dev.meridian.controlplane.jobs.model.ObservationAnswer;
import dev.meridian.controlplane.jobs.model.Submission;
import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.kernel.model.Millicores;
import dev.meridian.controlplane.support.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A control plane whose time passes and whose loops turn when the script says so.
final class Plane {
    private static final Duration STEP = Duration.ofSeconds(2);

    private final ApplicationContext context;
    private final SettableClock clock;
    private final FakeAgents agents;
    private final JdbcClient jdbc;
    private final Set<NodeId> speaking = new HashSet<>();

    Plane(ApplicationContext context) {
        this.context = context;
        this.clock = context.getBean(SettableClock.class);
        this.agents = context.getBean(FakeAgents.class);
        this.jdbc = context.getBean(JdbcClient.class);
    }

    /// An empty plane: scenarios share one, for it takes seconds to start.
    void empty() {
        agents.forgetAll();
        speaking.clear();
        jdbc.sql(
                        "truncate job_specs, nodes, node_pools, clusters, region_pairs, regions, approvals, drills cascade")
                .update();
    }

    Instant now() {
        return clock.instant();
    }

    /// A connected node of 8 cores and 16 GiB.
    NodeId node(String region, String name) {
        return node(region, name, 0);
    }

    /// The same with some H100.
    NodeId node(String region, String name, int devices) {
        PlaceInFleet place = new PlaceInFleet(new RegionName(region), "c1", "default");
        NodeId id = bean(Fleet.class).enrol(place, name, now());
        speaking.add(id);
        register(id, region, "boot-1", devices);
        agents.connect(id);
        return id;
    }

    /// Dollars an hour for all of it.
    void price(NodeId node, double dollars) {
        jdbc.sql("update nodes set price_per_hour = ? where id = ?")
                .params(dollars, node.value())
                .update();
    }

    /// Its agent begins anew.
    void restart(NodeId node, String boot) {
        register(node, known(node).region().value(), boot, 0);
    }

    private void register(NodeId id, String region, String boot, int devices) {
        bean(Fleet.class)
                .register(
                        new NodeRegistration(
                                id,
                                new PlaceClaim(region, "c1", "default"),
                                boot,
                                "test",
                                Map.of(),
                                new NodeCapacity(
                                        Millicores.ofCores(8),
                                        Mebibytes.ofGibibytes(16),
                                        Mebibytes.ofGibibytes(100),
                                        0,
                                        IntStream.range(0, devices).mapToObj(Plane::h100).toList(),
                                        false),
                                Set.of("sandbox", "process"),
                                "10.0.0." + speaking.size()),
                        now());
    }

    private static Accelerator h100(int index) {
        return new Accelerator(
                index, "nvidia", "H100", Mebibytes.ofGibibytes(80), "uuid-" + index, false);
    }

    JobId submit(String yaml) {
        return switch (bean(JobSpecReader.class).read(yaml.getBytes(UTF_8), SpecFormat.YAML)) {
            case SpecReading.Accepted accepted ->
                    switch (bean(Jobs.class)
                            .submit(
                                    new NewJob(
                                            accepted.spec(),
                                            Objects.requireNonNullElse(
                                                    accepted.spec().queue(), "default"),
                                            "script",
                                            null))) {
                        case Submission.Accepted(JobId job) -> job;
                        case Submission other -> throw new AssertionError(other);
                    };
            case SpecReading other -> throw new AssertionError(other);
        };
    }

    void cancel(JobId job) {
        bean(Jobs.class).cancel(job, "the script says so");
        push();
    }

    /// One round of planning, and the nodes are told.
    void plan() {
        bean(SchedulingLoop.class).runOnce(now());
        push();
    }

    void push() {
        bean(DesiredStatePush.class).runOnce(now());
    }

    /// The node is to be emptied; the loops take a turn.
    void drain(NodeId node, DrainOrder order) {
        bean(Fleet.class).drain(node, order, null, now());
        turn();
    }

    /// Every loop that has to do with drains turns twice, as it does within two seconds.
    void turn() {
        for (int i = 0; i < 2; i++) {
            bean(DrainLoop.class).runOnce(now());
            plan();
        }
    }

    /// The first of what is still on a node that is drained, and why.
    List<DrainWait> waiting(NodeId node) {
        bean(DrainLoop.class).runOnce(now());
        return bean(Drains.class).waiting(20).getOrDefault(node, List.of());
    }

    /// Whether its drain is complete.
    boolean isEmptied(NodeId node) {
        Drain drain = known(node).drain();
        return drain != null && drain.doneAt() != null;
    }

    Node known(NodeId node) {
        return bean(FleetQueries.class).node(node).orElseThrow();
    }

    /// Every copy that may live by our books: where each is told to be, and which.
    List<String> copies(AllocationId allocation) {
        return agents.all().stream()
                .flatMap(node -> agents.assignment(node, allocation).stream())
                .map(one -> one.epoch() + (one.stop() == null ? "" : " stopping"))
                .sorted()
                .toList();
    }

    /// Time passes: nodes that speak are heard, silence is judged, leases run down.
    void pass(Duration duration) {
        for (Duration left = duration; left.isPositive(); left = left.minus(STEP)) {
            Duration step = left.compareTo(STEP) < 0 ? left : STEP;
            clock.advance(step);
            // the database's clock cannot be set, so its leases come nearer instead
            jdbc.sql("update leases set expires_at = expires_at - ? * interval '1 ms'")
                    .param(step.toMillis())
                    .update();
            bean(Heartbeats.class).renew(speaking, now());
            bean(LeaseLoop.class).runOnce(now());
            bean(DrainLoop.class).runOnce(now());
            bean(StandbyLoop.class).runOnce(now());
        }
        plan();
    }

    void silence(NodeId... nodes) {
        for (NodeId node : nodes) {
            speaking.remove(node);
            agents.cut(node);
        }
    }

    void returns(NodeId node) {
        speaking.add(node);
        agents.connect(node);
        bean(Heartbeats.class).renew(List.of(node), now());
        bean(DesiredStatePush.class).request(List.of(node));
        push();
    }

    /// Where others reach it.
    String address(NodeId node) {
        return jdbc.sql("select address from nodes where id = ?")
                .param(node.value())
                .query(String.class)
                .single();
    }

    List<Assignment> told(NodeId node) {
        return agents.heldBy(node);
    }

    ObservationAnswer runs(Row row) {
        return report(row, new StartedReported(row.epoch(), now()));
    }

    ObservationAnswer succeeds(Row row) {
        return report(row, new SucceededReported(row.epoch(), 0, now()));
    }

    ObservationAnswer fails(Row row, int exitCode) {
        return report(row, new FailedReported(row.epoch(), "EXIT_CODE", exitCode, "", now()));
    }

    ObservationAnswer fails(Row row, String reason) {
        return report(row, new FailedReported(row.epoch(), reason, null, "", now()));
    }

    int retries(AllocationId allocation) {
        return jdbc.sql("select retries from allocations where id = ?")
                .param(allocation.value())
                .query(Integer.class)
                .single();
    }

    List<String> history(JobId job, String kind) {
        return jdbc.sql("select sentence from events where job_id = ? and kind = ? order by id")
                .params(job.value(), kind)
                .query((row, _) -> row.getString(1))
                .list();
    }

    ObservationAnswer stopped(Row row) {
        return report(row, new StoppedReported(row.epoch(), 143, now()));
    }

    ObservationAnswer fenced(Row row) {
        return report(row, new FencedReported(row.epoch(), now()));
    }

    private ObservationAnswer report(Row row, Report report) {
        if (row.node() == null) {
            throw new AssertionError("nobody holds " + row);
        }
        ObservationAnswer answer =
                bean(Jobs.class)
                        .observe(List.of(new Observation(row.id(), row.node(), report)), now())
                        .getFirst();
        push();
        return answer;
    }

    /// @param node null while it is on none
    record Row(
            JobId job,
            AllocationId id,
            int index,
            String state,
            int epoch,
            @Nullable NodeId node,
            @Nullable String stopOrder) {}

    List<Row> allocations(JobId job) {
        return jdbc.sql(
                        """
                        select a.id, a.index, a.state, a.epoch, a.node_id, a.stop_order
                          from allocations a join task_groups g on g.id = a.group_id
                         where a.job_id = ? order by g.ordinal, a.index
                        """)
                .param(job.value())
                .query((row, _) -> {
                    UUID node = row.getObject("node_id", UUID.class);
                    return new Row(
                            job,
                            new AllocationId(row.getObject("id", UUID.class)),
                            row.getInt("index"),
                            row.getString("state"),
                            row.getInt("epoch"),
                            node == null ? null : new NodeId(node),
                            row.getString("stop_order"));
                })
                .list();
    }

    Row only(JobId job) {
        List<Row> rows = allocations(job);
        if (rows.size() != 1) {
            throw new AssertionError("not one allocation: " + rows);
        }
        return rows.getFirst();
    }

    List<String> states(JobId job) {
        return allocations(job).stream().map(Row::state).toList();
    }

    String state(JobId job) {
        return text("select state from jobs where id = ?", job.value());
    }

    boolean isService(JobId job) {
        return text("select type from jobs where id = ?", job.value()).equals("service");
    }

    long leases() {
        return jdbc.sql("select count(*) from leases").query(Long.class).single();
    }

    String contact(NodeId node) {
        return text("select contact from node_health where node_id = ?", node.value());
    }

    /// As `state reason`.
    List<String> ends(AllocationId allocation) {
        return jdbc.sql(
                        "select concat_ws(' ', state, reason) from attempts where allocation_id = ? order by epoch")
                .param(allocation.value())
                .query((row, _) -> row.getString(1))
                .list();
    }

    List<String> attempts(AllocationId allocation) {
        return jdbc.sql("select state from attempts where allocation_id = ? order by epoch")
                .param(allocation.value())
                .query((row, _) -> row.getString(1))
                .list();
    }

    String pendingSentence(AllocationId allocation) {
        return text(
                "select sentence from pending_reasons where allocation_id = ?", allocation.value());
    }

    String pendingReason(AllocationId allocation) {
        return text(
                "select token from pending_reasons where allocation_id = ?", allocation.value());
    }

    private String text(String sql, UUID id) {
        return jdbc.sql(sql).param(id).query((row, _) -> row.getString(1)).single();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }
}
