package dev.meridian.controlplane.jobs;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationEvent;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.EligibleGroup;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.JobState;
import dev.meridian.controlplane.jobs.model.NewJob;
import dev.meridian.controlplane.jobs.model.NewPlacement;
import dev.meridian.controlplane.jobs.model.Observation;
import dev.meridian.controlplane.jobs.model.ObservationAnswer;
import dev.meridian.controlplane.jobs.model.PlacementOutcome;
import dev.meridian.controlplane.jobs.model.Submission;
import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import dev.meridian.controlplane.jobs.model.spec.PriorityClasses;
import dev.meridian.controlplane.jobs.model.view.AllocationView;
import dev.meridian.controlplane.jobs.store.EligibleRows;
import dev.meridian.controlplane.jobs.store.SpecRows;
import dev.meridian.controlplane.jobs.store.SpentRows;
import dev.meridian.controlplane.kernel.model.Money;
import dev.meridian.controlplane.support.SettableClock;
import dev.meridian.controlplane.support.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The room of jobs alone, on a database of its own, with a clock that the test sets.
final class JobsFixture {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    final SettableClock clock = new SettableClock(START);
    final TestDatabase database = TestDatabase.fresh();
    final JdbcClient sql = database.jdbc();
    private final AnnotationConfigApplicationContext context = JobsContext.start(database, clock);
    final Jobs jobs = context.getBean(Jobs.class);
    final JobQueries queries = context.getBean(JobQueries.class);
    final PendingWork pending = context.getBean(PendingWork.class);
    final PlacedWork placed = context.getBean(PlacedWork.class);
    final PendingReasons reasons = context.getBean(PendingReasons.class);
    final Budgets budgets = context.getBean(Budgets.class);
    final JobSignals signals = context.getBean(JobSignals.class);
    final Checkpoints checkpoints = context.getBean(Checkpoints.class);
    final List<NodeId> nodes = new ArrayList<>();

    JobsFixture() {
        sql.sql("insert into regions (name) values ('eu-west')").update();
        UUID cluster = UUID.randomUUID();
        UUID pool = UUID.randomUUID();
        sql.sql("insert into clusters (id, region, name) values (?, 'eu-west', 'a')")
                .param(cluster)
                .update();
        sql.sql("insert into node_pools (id, cluster_id, name) values (?, ?, 'default')")
                .params(pool, cluster)
                .update();
        for (int i = 0; i < 4; i++) {
            UUID node = UUID.randomUUID();
            sql.sql(
                            """
                            insert into nodes (id, cluster_id, pool_id, name, cpu_millis, memory_mib, disk_mib, address)
                            values (?, ?, ?, ?, 64000, 65536, 65536, ?)\
                            """)
                    .params(node, cluster, pool, "node-" + i, "10.0.0." + i)
                    .update();
            nodes.add(new NodeId(node));
        }
    }

    /// As of a control plane that has just started.
    PendingWork pendingWork(Unplannable unplannable) {
        return new PendingWork(
                context.getBean(EligibleRows.class),
                new SpecCache(context.getBean(SpecRows.class)),
                context.getBean(SpentRows.class),
                unplannable,
                context.getBean(GangSettings.class));
    }

    /// Forgets all jobs, so that one fixture serves every test of a class.
    void reset() {
        sql.sql("truncate job_specs, events, idempotency_keys cascade").update();
        clock.set(START);
    }

    Instant now() {
        return clock.instant();
    }

    void pass(Duration time) {
        clock.advance(time);
    }

    static JobSpec spec(String json) {
        return switch (new JobSpecReader(PriorityClasses.STANDARD)
                .read(json.getBytes(StandardCharsets.UTF_8), SpecFormat.YAML)) {
            case SpecReading.Accepted accepted -> accepted.spec();
            case SpecReading.Unparsable bad -> throw new IllegalArgumentException(bad.toString());
            case SpecReading.Impossible bad -> throw new IllegalArgumentException(bad.toString());
        };
    }

    static NewJob newJob(String yaml) {
        return new NewJob(spec(yaml), "default", "ada", null);
    }

    JobId submit(String yaml) {
        return switch (jobs.submit(newJob(yaml))) {
            case Submission.Accepted(JobId id) -> id;
            case Submission.Repeated _, Submission.KeyTaken _, Submission.InFlight _ ->
                    throw new IllegalStateException(
                            "a submission without a key is always accepted");
        };
    }

    /// Places all that is eligible, round robin over the nodes.
    PlacementOutcome placeAll() {
        return place(pending.eligible(10_000, now()));
    }

    PlacementOutcome place(List<EligibleGroup> groups) {
        List<NewPlacement> plan = new ArrayList<>();
        for (EligibleGroup group : groups) {
            for (EligibleGroup.Waiting each : group.waiting()) {
                plan.add(
                        new NewPlacement(
                                each.allocation(),
                                each.version(),
                                nodes.get(plan.size() % nodes.size()),
                                List.of(),
                                Money.ofDollars(2),
                                "{}"));
            }
        }
        return jobs.place(plan, now());
    }

    ObservationAnswer report(AllocationView of, AllocationEvent.Report report) {
        return jobs.observe(
                        List.of(
                                new Observation(
                                        of.id(), Objects.requireNonNull(of.node()), report)),
                        now())
                .getFirst();
    }

    void start(AllocationId id) {
        AllocationView of = allocation(id);
        report(of, new AllocationEvent.StartedReported(of.epoch(), now()));
    }

    void succeed(AllocationId id) {
        AllocationView of = allocation(id);
        report(of, new AllocationEvent.SucceededReported(of.epoch(), 0, now()));
    }

    void fail(AllocationId id) {
        AllocationView of = allocation(id);
        report(of, new AllocationEvent.FailedReported(of.epoch(), "EXIT_CODE", 1, "", now()));
    }

    void stopped(AllocationId id) {
        AllocationView of = allocation(id);
        report(of, new AllocationEvent.StoppedReported(of.epoch(), 143, now()));
    }

    AllocationView allocation(AllocationId id) {
        return queries.allocation(id).orElseThrow();
    }

    List<AllocationView> allocations(JobId job) {
        return queries.allocations(job, null, 1000).items();
    }

    AllocationView only(JobId job) {
        return allocations(job).getFirst();
    }

    JobState state(JobId job) {
        return queries.job(job).orElseThrow().line().state();
    }

    List<String> history(JobId job) {
        return queries.events(job, 0, 1000).stream()
                .map(event -> event.kind() + ": " + event.sentence())
                .toList();
    }

    /// The counts that groups keep are those of their allocations, and the states of jobs those of
    /// their groups.
    void checkCounts() {
        int wrong =
                sql.sql(
                                """
                                select count(*) from task_groups g, lateral (
                                    select count(*) filter (where state = 'PENDING') as w,
                                        count(*) filter (where state = 'ASSIGNED') as a,
                                        count(*) filter (where state in ('STARTING', 'RUNNING', 'UNKNOWN')) as r,
                                        count(*) filter (where state = 'SUCCEEDED') as s,
                                        count(*) filter (where state = 'FAILED') as f,
                                        count(*) filter (where state = 'CANCELLED') as c
                                    from allocations where group_id = g.id) n
                                where (g.waiting, g.assigned, g.active, g.succeeded, g.failed, g.cancelled)
                                    is distinct from (n.w, n.a, n.r, n.s, n.f, n.c)\
                                """)
                        .query(Integer.class)
                        .single();
        if (wrong != 0) {
            throw new AssertionError(wrong + " task groups miscount their allocations");
        }
    }
}
