package dev.meridian.controlplane.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationEvent;
import dev.meridian.controlplane.jobs.model.AllocationEvent.FailedReported;
import dev.meridian.controlplane.jobs.model.AllocationEvent.FencedReported;
import dev.meridian.controlplane.jobs.model.AllocationEvent.StartedReported;
import dev.meridian.controlplane.jobs.model.AllocationEvent.StoppedReported;
import dev.meridian.controlplane.jobs.model.AllocationEvent.SucceededReported;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.HeldAllocation;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.Loss;
import dev.meridian.controlplane.jobs.model.Move;
import dev.meridian.controlplane.jobs.model.NewPlacement;
import dev.meridian.controlplane.jobs.model.Observation;
import dev.meridian.controlplane.jobs.model.StopOrder;
import dev.meridian.controlplane.kernel.model.Money;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Allocations are moved again and again while agents say anything, in any order, of either copy:
/// what must never be never is.
class MovesTest {
    private static final JobsFixture fixture = new JobsFixture();
    private static final String BATCH =
            "{name: batch, retry: {max: 2, backoff: 1s}, taskGroups: [{count: 2, task: {command: [x]}}]}";
    private static final String SERVICE =
            "{name: web, type: service, taskGroups: [{count: 2, task: {command: [x]}}]}";

    @AfterEach
    void reset() {
        fixture.reset();
    }

    private record Copy(JobId job, AllocationId id, int epoch, NodeId node) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void onlyLegalThingsHappen(long seed) {
        Random random = new Random(seed);
        JobId batch = fixture.submit(BATCH);
        JobId service = fixture.submit(SERVICE);
        int departed = 0;
        for (int step = 0; step < 150; step++) {
            fixture.pass(Duration.ofMillis(random.nextInt(3000)));
            act(random, random.nextInt(3) == 0 ? batch : service, service);
            departed += count("attempts where ended_at is null and departing_since is not null");
            check("step %d of seed %d".formatted(step, seed), batch);
        }
        assertThat(departed).as("something was on the move").isPositive();
    }

    private static void act(Random random, JobId job, JobId service) {
        List<Copy> copies = copies(job);
        if (copies.isEmpty() || random.nextInt(4) == 0) {
            fixture.placeAll();
            return;
        }
        Copy one = copies.get(random.nextInt(copies.size()));
        switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> move(random, one, job.equals(service));
            case 4, 5, 6, 7, 8 ->
                    fixture.jobs.observe(
                            List.of(
                                    new Observation(
                                            one.id(), one.node(), report(random, one.epoch()))),
                            fixture.now());
            case 9 ->
                    fixture.jobs.lose(
                            List.of(new Loss(one.id(), one.epoch(), "silence")), fixture.now());
            case 10 ->
                    fixture.jobs.stopDeparting(
                            List.of(one.id()), StopOrder.DRAIN, "enough", fixture.now());
            default -> {
                switch (random.nextInt(6)) {
                    case 0 -> fixture.jobs.cancel(job, "enough");
                    case 1 -> fixture.jobs.suspend(job, "later");
                    case 2 -> fixture.jobs.resume(job, "now");
                    default -> fixture.jobs.retry(job, "once more");
                }
            }
        }
    }

    private static void move(Random random, Copy one, boolean overlap) {
        long version =
                fixture.sql
                        .sql("select version from allocations where id = ?")
                        .param(one.id().value())
                        .query(Long.class)
                        .single();
        List<NodeId> others =
                fixture.nodes.stream().filter(node -> !node.equals(one.node())).toList();
        fixture.jobs.relocate(
                List.of(
                        new Move(
                                new NewPlacement(
                                        one.id(),
                                        version,
                                        others.get(random.nextInt(others.size())),
                                        List.of(),
                                        Money.ofDollars(2),
                                        "{}"),
                                overlap,
                                StopOrder.DRAIN,
                                "its node is drained")),
                fixture.now());
    }

    private static AllocationEvent.Report report(Random random, int epoch) {
        return switch (random.nextInt(9)) {
            case 0 -> new SucceededReported(epoch, 0, fixture.now());
            case 1 -> new FailedReported(epoch, "EXIT_CODE", 1, "", fixture.now());
            case 2, 3, 4 -> new StoppedReported(epoch, 143, fixture.now());
            case 5 -> new FencedReported(epoch, fixture.now());
            default -> new StartedReported(epoch, fixture.now());
        };
    }

    private static void check(String when, JobId batch) {
        fixture.checkCounts();
        int open = count("attempts where ended_at is null");
        int departing = count("attempts where ended_at is null and departing_since is not null");
        assertThat(open)
                .as(when)
                .isEqualTo(count("allocations where node_id is not null") + departing)
                .isEqualTo(count("leases"));
        assertThat(count("(select sum(departing) as n from task_groups) s where n = " + departing))
                .as(when)
                .isOne();
        assertThat(
                        count(
                                """
                                attempts t join allocations a on a.id = t.allocation_id join jobs j on j.id = a.job_id
                                where j.ended_at is not null and t.ended_at is null\
                                """))
                .as("a job that has ended has no copy: " + when)
                .isZero();
        assertThat(
                        count(
                                """
                                attempts t join allocations a on a.id = t.allocation_id
                                where t.state = 'SUCCEEDED' and a.state <> 'SUCCEEDED'\
                                """))
                .as("a success is never run again: " + when)
                .isZero();
        Map<AllocationId, Integer> told = new HashMap<>();
        fixture.placed.onNodes(fixture.nodes).held().values().stream()
                .flatMap(List::stream)
                .filter(held -> held.job().equals(batch))
                .map(HeldAllocation::allocation)
                .forEach(id -> told.merge(id, 1, Integer::sum));
        assertThat(told.values()).as("one copy is told to be: " + when).allMatch(n -> n == 1);
    }

    /// The newest attempt of each allocation, and the one before.
    private static List<Copy> copies(JobId job) {
        List<Copy> copies = new ArrayList<>();
        fixture.sql
                .sql(
                        """
                        select a.id, t.epoch, t.node_id
                        from allocations a join attempts t on t.allocation_id = a.id and t.epoch > a.epoch - 2
                        where a.job_id = ? order by a.index, t.epoch\
                        """)
                .param(job.value())
                .query(row -> {
                    copies.add(
                            new Copy(
                                    job,
                                    new AllocationId(row.getObject("id", UUID.class)),
                                    row.getInt("epoch"),
                                    new NodeId(row.getObject("node_id", UUID.class))));
                });
        return copies;
    }

    private static int count(String what) {
        return fixture.sql.sql("select count(*) from " + what).query(Integer.class).single();
    }
}
