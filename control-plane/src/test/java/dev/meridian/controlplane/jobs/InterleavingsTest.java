package dev.meridian.controlplane.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.jobs.model.AllocationEvent;
import dev.meridian.controlplane.jobs.model.AllocationEvent.FailedReported;
import dev.meridian.controlplane.jobs.model.AllocationEvent.FencedReported;
import dev.meridian.controlplane.jobs.model.AllocationEvent.StartedReported;
import dev.meridian.controlplane.jobs.model.AllocationEvent.StartingReported;
import dev.meridian.controlplane.jobs.model.AllocationEvent.StoppedReported;
import dev.meridian.controlplane.jobs.model.AllocationEvent.SucceededReported;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.AllocationState.Kind;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.Loss;
import dev.meridian.controlplane.jobs.model.Observation;
import dev.meridian.controlplane.jobs.model.StopOrder;
import dev.meridian.controlplane.jobs.model.view.AllocationView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Agents say anything, in any order, twice and late, while people and nodes come and go: what must
/// never be never is.
class InterleavingsTest {
    private static final JobsFixture fixture = new JobsFixture();
    private static final List<String> SPECS =
            List.of(
                    "{name: one, retry: {max: 2, backoff: 1s}, taskGroups: [{task: {command: [x]}}]}",
                    "{name: gang, retry: {max: 3, backoff: 1s}, taskGroups: [{count: 3, minCount: 3, task: {command: [x]}}]}",
                    """
                    {name: flow, retry: {max: 1, backoff: 1s}, taskGroups: [
                      {name: map, array: {size: 4, maxRunning: 2}, task: {command: [x]}},
                      {name: sum, dependsOn: [map], task: {command: [x]}}]}\
                    """);

    @AfterEach
    void reset() {
        fixture.reset();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void onlyLegalThingsHappen(long seed) {
        Random random = new Random(seed);
        List<JobId> jobs = new ArrayList<>(SPECS.stream().map(fixture::submit).toList());
        List<Observation> said = new ArrayList<>();
        Map<AllocationId, AllocationView> before = new HashMap<>();
        for (int step = 0; step < 150; step++) {
            act(random, jobs, said);
            for (JobId job : jobs) {
                for (AllocationView now : fixture.allocations(job)) {
                    check(before.put(now.id(), now), now);
                }
            }
            fixture.checkCounts();
            assertThat(openAttempts())
                    .as("step %d of seed %d", step, seed)
                    .isEqualTo(live())
                    .isEqualTo(leases());
        }
    }

    private static void act(Random random, List<JobId> jobs, List<Observation> said) {
        fixture.pass(Duration.ofMillis(random.nextInt(3000)));
        JobId job = jobs.get(random.nextInt(jobs.size()));
        List<AllocationView> all = fixture.allocations(job);
        AllocationView one = all.get(random.nextInt(all.size()));
        switch (random.nextInt(14)) {
            case 0, 1, 2 -> fixture.placeAll();
            case 3, 4, 5, 6 -> {
                if (one.node() != null) {
                    Observation fresh =
                            new Observation(
                                    one.id(),
                                    Objects.requireNonNull(one.node()),
                                    report(random, one.epoch()));
                    said.add(fresh);
                    fixture.jobs.observe(List.of(fresh), fixture.now());
                }
            }
            case 7 -> {
                List<Observation> again = new ArrayList<>();
                for (int i = 0; i < Math.min(5, said.size()); i++) {
                    again.add(said.get(random.nextInt(said.size())));
                }
                fixture.jobs.observe(again, fixture.now());
            }
            case 8 ->
                    fixture.jobs.lose(
                            List.of(new Loss(one.id(), one.epoch(), "silence")), fixture.now());
            case 9 ->
                    fixture.jobs.contactLost(
                            List.of(fixture.nodes.get(random.nextInt(4))), fixture.now());
            case 10 -> fixture.jobs.contactReturned(fixture.nodes, fixture.now());
            case 11 ->
                    fixture.jobs.orderStop(
                            List.of(one.id()),
                            random.nextBoolean() ? StopOrder.DRAIN : StopOrder.PREEMPT,
                            "elsewhere",
                            fixture.now());
            case 12 -> {
                if (random.nextBoolean()) {
                    fixture.jobs.suspend(job, "later");
                } else {
                    fixture.jobs.resume(job, "now");
                }
            }
            default -> {
                if (random.nextInt(4) == 0) {
                    fixture.jobs.cancel(job, "enough");
                } else {
                    fixture.jobs.retry(job, "once more");
                }
            }
        }
    }

    private static AllocationEvent.Report report(Random random, int epoch) {
        return switch (random.nextInt(8)) {
            case 0 -> new StartingReported(epoch, fixture.now());
            case 1, 2, 3 -> new StartedReported(epoch, fixture.now());
            case 4 -> new SucceededReported(epoch, 0, fixture.now());
            case 5 -> new FailedReported(epoch, "EXIT_CODE", 1, "", fixture.now());
            case 6 -> new StoppedReported(epoch, 143, fixture.now());
            default -> new FencedReported(epoch, fixture.now());
        };
    }

    private static void check(
            @org.jspecify.annotations.Nullable AllocationView before, AllocationView now) {
        if (before == null) {
            return;
        }
        assertThat(now.epoch()).isBetween(before.epoch(), before.epoch() + 1);
        if (before.state() == Kind.SUCCEEDED) {
            assertThat(now.state()).as("a success is never run again").isEqualTo(Kind.SUCCEEDED);
        }
        if (before.state() == Kind.CANCELLED || before.state() == Kind.FAILED) {
            assertThat(now.state()).isIn(before.state(), Kind.PENDING);
        }
        assertThat(now.attempts()).hasSize(now.epoch());
        assertThat(now.attempts().stream().filter(each -> each.state().equals("SUCCEEDED")).count())
                .isLessThanOrEqualTo(1);
    }

    private static long live() {
        return count("allocations where node_id is not null");
    }

    private static long openAttempts() {
        return count("attempts where ended_at is null");
    }

    private static long leases() {
        return count("leases");
    }

    private static long count(String what) {
        return fixture.sql.sql("select count(*) from " + what).query(Long.class).single();
    }
}
