package dev.meridian.controlplane.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationEvent.FailedReported;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.EligibleGroup;
import dev.meridian.controlplane.jobs.model.HeldAllocation;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.PendingReason;
import dev.meridian.controlplane.jobs.model.StopOrder;
import dev.meridian.controlplane.jobs.model.view.AllocationView;
import dev.meridian.controlplane.kernel.model.Mebibytes;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What planner and dispatch read: what may be placed, and what nodes hold.
class WorkTest {
    private static final JobsFixture fixture = new JobsFixture();

    @AfterEach
    void reset() {
        fixture.checkCounts();
        fixture.reset();
    }

    @Test
    void theMoreImportantComesFirstAndThenTheOlder() {
        JobId low =
                fixture.submit(
                        "{name: low, priorityClass: low, taskGroups: [{task: {command: [x]}}]}");
        JobId old = fixture.submit("{name: old, taskGroups: [{task: {command: [x]}}]}");
        fixture.pass(Duration.ofSeconds(1));
        JobId young = fixture.submit("{name: young, taskGroups: [{task: {command: [x]}}]}");
        JobId high =
                fixture.submit(
                        "{name: high, priorityClass: high, taskGroups: [{task: {command: [x]}}]}");
        assertThat(eligible(10))
                .extracting(EligibleGroup::job)
                .containsExactly(high, old, young, low);
        assertThat(eligible(2)).extracting(EligibleGroup::job).containsExactly(high, old);
    }

    @Test
    void aSpecThatCannotBeReadIsLeftOutAndTold() {
        JobId good = fixture.submit("{name: good, taskGroups: [{task: {command: [x]}}]}");
        JobId broken = fixture.submit("{name: broken, taskGroups: [{task: {command: [x]}}]}");
        fixture.sql
                .sql("update job_specs set spec = '{\"name\": \"broken\"}' where id = ?")
                .param(broken.value())
                .update();
        var unplannable = new Unplannable();
        PendingWork freshlyStarted = fixture.pendingWork(unplannable);
        assertThat(freshlyStarted.eligible(10, fixture.now()))
                .extracting(EligibleGroup::job)
                .containsExactly(good);
        assertThat(unplannable.take())
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.job()).isEqualTo(broken);
                    assertThat(found.waiting()).hasSize(1);
                    assertThat(found.why()).contains("a stored job spec is not one");
                });
        assertThat(unplannable.take()).isEmpty();
    }

    @Test
    void whatIsQuarantinedIsNotEligibleUntilItsTimeOrARetry() {
        JobId job = fixture.submit("{name: poison, taskGroups: [{task: {command: [x]}}]}");
        AllocationId one = eligible(10).getFirst().waiting().getFirst().allocation();
        var until = fixture.now().plus(Duration.ofHours(1));
        assertThat(fixture.jobs.quarantine(job, List.of(one), "a bug", until, fixture.now()))
                .containsExactly(one);
        assertThat(fixture.jobs.quarantine(job, List.of(one), "a bug", until, fixture.now()))
                .as("for the second time")
                .isEmpty();
        assertThat(eligible(10)).isEmpty();
        fixture.jobs.retry(job, "mended");
        assertThat(eligible(10)).hasSize(1);
        fixture.jobs.quarantine(job, List.of(one), "a bug", until, fixture.now());
        fixture.pass(Duration.ofHours(1));
        assertThat(eligible(10)).hasSize(1);
    }

    @Test
    void aGangOverSeveralGroupsIsNeverCut() {
        fixture.submit("{name: first, taskGroups: [{count: 3, task: {command: [x]}}]}");
        fixture.pass(Duration.ofSeconds(1));
        fixture.submit(
                """
                {name: gang, taskGroups: [
                  {name: ps, gangGroup: all, task: {command: [x]}},
                  {name: worker, gangGroup: all, count: 2, task: {command: [x]}}]}\
                """);
        assertThat(eligible(4))
                .extracting(each -> each.group().name())
                .containsExactly("main", "ps", "worker");
        assertThat(eligible(2)).extracting(each -> each.group().name()).containsExactly("main");
        assertThat(eligible(2).getFirst().waiting()).hasSize(2);
    }

    @Test
    void aNodeHoldsWhatIsPlacedOnIt() {
        JobId job =
                fixture.submit(
                        """
                        {name: gang, taskGroups: [
                          {name: ps, gangGroup: all, task: {command: [x]}},
                          {name: worker, gangGroup: all, count: 2, task: {command: [x]}}]}\
                        """);
        assertThat(fixture.placeAll().placed()).hasSize(3);
        List<HeldAllocation> held =
                fixture.placed.onNodes(fixture.nodes).held().values().stream()
                        .flatMap(Collection::stream)
                        .sorted(
                                Comparator.comparing((HeldAllocation each) -> each.group().name())
                                        .thenComparing(HeldAllocation::index))
                        .toList();
        assertThat(held)
                .extracting(each -> each.group().name())
                .containsExactly("ps", "worker", "worker");
        assertThat(held).extracting(HeldAllocation::index).containsExactly(0, 0, 1);
        assertThat(held).allSatisfy(each -> assertThat(each.stop()).isNull());
        fixture.jobs.orderStop(
                List.of(held.getFirst().allocation()), StopOrder.DRAIN, "repair", fixture.now());
        assertThat(held(fixture.nodes.get(0)))
                .singleElement()
                .satisfies(each ->
                        assertThat(Objects.requireNonNull(each.stop()).order())
                                .isEqualTo(StopOrder.DRAIN));
        assertThat(fixture.placed.placed())
                .hasSize(3)
                .allSatisfy(each -> assertThat(each.job()).isEqualTo(job));
    }

    private static List<HeldAllocation> held(NodeId node) {
        return Objects.requireNonNull(fixture.placed.onNodes(List.of(node)).held().get(node));
    }

    @Test
    void memoryGrowsAfterOomAndTheWorkHoldsIt() {
        JobId job =
                fixture.submit(
                        """
                        {name: o, retry: {max: 1, backoff: 0s, on: [{reason: OOM, memoryFactor: 1.5}]},
                         taskGroups: [{resources: {memory: 1Gi}, task: {command: [x]}}]}\
                        """);
        fixture.placeAll();
        AllocationView only = fixture.only(job);
        fixture.report(only, new FailedReported(1, "OOM", 137, "", fixture.now()));
        assertThat(eligible(1).getFirst().waiting().getFirst().tally().memoryFactor())
                .isEqualTo(1.5);
        fixture.placeAll();
        assertThat(fixture.placed.placed().getFirst().memory()).isEqualTo(new Mebibytes(1536));
        assertThat(held(fixture.nodes.get(0)).getFirst().memory()).isEqualTo(new Mebibytes(1536));
    }

    @Test
    void reasonsAreWrittenWhenTheyChangeAndForgottenWhenNothingWaits() {
        JobId job = fixture.submit("{name: r, taskGroups: [{task: {command: [x]}}]}");
        AllocationId id = fixture.only(job).id();
        var reason =
                new PendingReason(
                        "InsufficientResources",
                        "no node has 4 cores free",
                        Map.of("cpu", 4),
                        "{\"vetoes\": []}");
        assertThat(fixture.reasons.replace(Map.of(id, reason), fixture.now())).isEqualTo(1);
        fixture.pass(Duration.ofSeconds(5));
        assertThat(fixture.reasons.replace(Map.of(id, reason), fixture.now()))
                .as("the same")
                .isZero();
        var told = fixture.queries.job(job).orElseThrow().reasons().getFirst();
        assertThat(told.token()).isEqualTo("InsufficientResources");
        assertThat(told.since()).isEqualTo(JobsFixture.START);
        assertThat(told.numbers()).isEqualTo(Map.of("cpu", 4));
        fixture.placeAll();
        assertThat(fixture.queries.job(job).orElseThrow().reasons()).isEmpty();
        assertThat(fixture.reasons.replace(Map.of(id, reason), fixture.now()))
                .as("it does not wait")
                .isZero();
    }

    @Test
    void loopsAreWokenWhenThereIsSomethingToDo() {
        AtomicInteger work = new AtomicInteger();
        AtomicInteger pushes = new AtomicInteger();
        fixture.signals.onWork(work::incrementAndGet);
        fixture.signals.onDesired(nodes -> pushes.addAndGet(nodes.size()));
        JobId job = fixture.submit("{name: s, taskGroups: [{task: {command: [x]}}]}");
        assertThat(work).hasValue(1);
        fixture.placeAll();
        assertThat(pushes).hasValue(1);
        fixture.start(fixture.only(job).id());
        assertThat(work).hasValue(1);
        fixture.succeed(fixture.only(job).id());
        assertThat(work).hasValue(2);
        assertThat(pushes).hasValue(2);
    }

    private static List<EligibleGroup> eligible(int limit) {
        return fixture.pending.eligible(limit, fixture.now());
    }
}
