package dev.meridian.controlplane.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.jobs.model.AllocationEvent.FencedReported;
import dev.meridian.controlplane.jobs.model.AllocationEvent.StartedReported;
import dev.meridian.controlplane.jobs.model.AllocationEvent.SucceededReported;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.AllocationState.Kind;
import dev.meridian.controlplane.jobs.model.EligibleGroup;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.JobState;
import dev.meridian.controlplane.jobs.model.Loss;
import dev.meridian.controlplane.jobs.model.Observation;
import dev.meridian.controlplane.jobs.model.ObservationAnswer;
import dev.meridian.controlplane.jobs.model.OrderOutcome;
import dev.meridian.controlplane.jobs.model.StopOrder;
import dev.meridian.controlplane.jobs.model.view.AllocationView;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobsTest {
    private static final String TRUE = "{name: a, taskGroups: [{task: {command: [\"true\"]}}]}";
    private static final String RETRIED =
            "{name: a, retry: {max: 1, backoff: 10s}, taskGroups: [{task: {command: [\"true\"]}}]}";

    private static final JobsFixture fixture = new JobsFixture();

    @AfterEach
    void countsAreTrue() {
        fixture.checkCounts();
        fixture.reset();
    }

    @Test
    void aJobTravelsToItsEnd() {
        JobId job = fixture.submit(TRUE);
        assertThat(fixture.state(job)).isEqualTo(JobState.QUEUED);

        assertThat(fixture.placeAll().placed()).hasSize(1);
        AllocationView assigned = fixture.only(job);
        assertThat(assigned.state()).isEqualTo(Kind.ASSIGNED);
        assertThat(assigned.epoch()).isEqualTo(1);
        assertThat(assigned.nodeName()).isEqualTo("node-0");
        assertThat(fixture.state(job)).isEqualTo(JobState.QUEUED);

        fixture.pass(Duration.ofSeconds(1));
        fixture.start(assigned.id());
        assertThat(fixture.state(job)).isEqualTo(JobState.RUNNING);

        fixture.pass(Duration.ofMinutes(30));
        fixture.succeed(assigned.id());
        var view = fixture.queries.job(job).orElseThrow();
        assertThat(view.line().state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(view.line().endedAt()).isEqualTo(fixture.now());
        assertThat(view.cost().dollars()).isBetween(1.0, 1.01);
        assertThat(view.allocations().getFirst().attempts().getFirst().state())
                .isEqualTo("SUCCEEDED");
        assertThat(count("leases")).isZero();
        assertThat(fixture.history(job))
                .containsExactly(
                        "SUBMITTED: ada submitted the job with 1 allocation to the queue default of the project default",
                        "PLACED: main[0] was placed (epoch 1 on node-0)",
                        "STARTED: main[0] started (epoch 1 on node-0)",
                        "JOB_RUNNING: the job runs",
                        "SUCCEEDED: main[0] succeeded (epoch 1 on node-0)",
                        "JOB_SUCCEEDED: the job succeeded, 1800 s after its first start");
    }

    @Test
    void aFailureIsRetriedAfterItsBackOffAndThenIsFinal() {
        JobId job = fixture.submit(RETRIED);
        fixture.placeAll();
        AllocationId id = fixture.only(job).id();
        fixture.start(id);
        fixture.fail(id);
        assertThat(fixture.only(job).state()).isEqualTo(Kind.PENDING);
        assertThat(fixture.pending.eligible(10, fixture.now())).isEmpty();
        assertThat(fixture.pending.nextBackoffEnd(fixture.now()))
                .contains(fixture.now().plusSeconds(10));

        fixture.pass(Duration.ofSeconds(10));
        fixture.placeAll();
        fixture.start(id);
        fixture.fail(id);
        assertThat(fixture.only(job).attempts())
                .extracting(each -> each.state())
                .containsExactly("FAILED", "FAILED");
        assertThat(fixture.state(job)).isEqualTo(JobState.FAILED);

        assertThat(fixture.jobs.retry(job, "once more"))
                .isEqualTo(new OrderOutcome.Done(JobState.QUEUED));
        fixture.placeAll();
        fixture.start(id);
        fixture.succeed(id);
        assertThat(fixture.state(job)).isEqualTo(JobState.SUCCEEDED);
        assertThat(fixture.jobs.retry(job, "again")).isInstanceOf(OrderOutcome.NotPossible.class);
        assertThat(fixture.only(job).epoch()).isEqualTo(3);
    }

    @Test
    void aLostCopySpendsNoRetryAndItsLateWordIsRefused() {
        JobId job = fixture.submit(TRUE);
        fixture.placeAll();
        AllocationView first = fixture.only(job);
        fixture.start(first.id());
        fixture.jobs.contactLost(List.of(fixture.nodes.getFirst()), fixture.now());
        assertThat(fixture.only(job).state()).isEqualTo(Kind.UNKNOWN);
        fixture.jobs.lose(List.of(new Loss(first.id(), 1, "its node was silent")), fixture.now());
        assertThat(fixture.only(job).state()).isEqualTo(Kind.PENDING);
        assertThat(fixture.only(job).retries()).isZero();

        assertThat(fixture.report(first, new StartedReported(1, fixture.now())))
                .isInstanceOf(ObservationAnswer.Kill.class);
        fixture.placeAll();
        assertThat(fixture.report(first, new SucceededReported(1, 0, fixture.now())))
                .isInstanceOf(ObservationAnswer.Kill.class);
        assertThat(fixture.only(job).epoch()).isEqualTo(2);
    }

    @Test
    void aSuccessThatWasHeardOfLateIsNotRunAgain() {
        JobId job = fixture.submit(TRUE);
        fixture.placeAll();
        AllocationView first = fixture.only(job);
        fixture.start(first.id());
        fixture.jobs.lose(List.of(new Loss(first.id(), 1, "its node was silent")), fixture.now());
        assertThat(fixture.report(first, new SucceededReported(1, 0, fixture.now())))
                .isInstanceOf(ObservationAnswer.Applied.class);
        assertThat(fixture.state(job)).isEqualTo(JobState.SUCCEEDED);
        assertThat(fixture.only(job).attempts().getFirst().state()).isEqualTo("SUCCEEDED");
    }

    @Test
    void aNodeSpeaksOfItsOwnCopiesOnly() {
        JobId job = fixture.submit(TRUE);
        fixture.placeAll();
        AllocationView mine = fixture.only(job);
        var answer =
                fixture.jobs.observe(
                        List.of(
                                new Observation(
                                        mine.id(),
                                        fixture.nodes.get(3),
                                        new SucceededReported(1, 0, fixture.now()))),
                        fixture.now());
        assertThat(answer.getFirst()).isInstanceOf(ObservationAnswer.Kill.class);
        assertThat(fixture.only(job).state()).isEqualTo(Kind.ASSIGNED);
    }

    @Test
    void aGangBeginsAgainAsOne() {
        JobId job =
                fixture.submit(
                        "{name: g, retry: {max: 2, backoff: 30s}, taskGroups: [{count: 3, minCount: 3, task: {command: [\"true\"]}}]}");
        assertThat(fixture.placeAll().placed()).hasSize(3);
        List<AllocationId> ids = fixture.allocations(job).stream().map(AllocationView::id).toList();
        ids.forEach(fixture::start);
        fixture.fail(ids.get(1));
        assertThat(fixture.allocations(job))
                .extracting(AllocationView::stopOrder)
                .containsExactly("REGROUP", null, "REGROUP");
        assertThat(fixture.pending.eligible(10, fixture.now().plusSeconds(60)))
                .as("two copies live")
                .isEmpty();

        fixture.stopped(ids.get(0));
        fixture.fail(ids.get(2));
        assertThat(fixture.allocations(job))
                .allSatisfy(each -> {
                    assertThat(each.state()).isEqualTo(Kind.PENDING);
                    assertThat(each.retries()).isEqualTo(1);
                    assertThat(each.notBefore()).isEqualTo(fixture.now().plusSeconds(30));
                });
        assertThat(fixture.pending.eligible(10, fixture.now())).isEmpty();
        fixture.pass(Duration.ofSeconds(30));
        assertThat(fixture.placeAll().placed()).hasSize(3);

        // loss of one member: the same, without spending retries
        ids.forEach(fixture::start);
        fixture.jobs.lose(List.of(new Loss(ids.get(0), 2, "its host is gone")), fixture.now());
        fixture.stopped(ids.get(1));
        fixture.report(fixture.allocation(ids.get(2)), new FencedReported(2, fixture.now()));
        assertThat(fixture.allocations(job))
                .allSatisfy(each -> assertThat(each.retries()).isEqualTo(1));
        assertThat(fixture.state(job)).isEqualTo(JobState.QUEUED);
    }

    @Test
    void aGangIsPlacedWholeOrNotAtAll() {
        JobId job =
                fixture.submit(
                        "{name: g, taskGroups: [{count: 3, minCount: 3, task: {command: [\"true\"]}}]}");
        var group = fixture.pending.eligible(10, fixture.now()).getFirst();
        assertThat(group.gang()).isPresent();
        var two =
                new EligibleGroup(
                        group.job(),
                        group.groupId(),
                        group.spec(),
                        group.group(),
                        group.queue(),
                        group.priority(),
                        group.submittedAt(),
                        group.gang(),
                        group.placed(),
                        group.shrinking(),
                        group.spent(),
                        group.waiting().subList(0, 2));
        assertThat(fixture.place(List.of(two)).refused()).hasSize(2);
        assertThat(fixture.allocations(job))
                .extracting(AllocationView::state)
                .containsOnly(Kind.PENDING);
    }

    @Test
    void whatDependsWaitsAndArraysKeepTheirMeasure() {
        JobId job =
                fixture.submit(
                        """
                        {name: w, taskGroups: [
                          {name: count, array: {size: 5, maxRunning: 2}, task: {command: ["true"]}},
                          {name: sum, dependsOn: [count], task: {command: ["true"]}}]}\
                        """);
        for (int done = 0; done < 5; ) {
            var outcome = fixture.placeAll();
            assertThat(outcome.placed().size()).isBetween(1, 2);
            assertThat(fixture.placeAll().placed()).isEmpty();
            for (AllocationId id : outcome.placed().keySet()) {
                assertThat(fixture.allocation(id).group()).isEqualTo("count");
                fixture.succeed(id);
                done++;
            }
        }
        assertThat(fixture.state(job)).isEqualTo(JobState.RUNNING);
        AllocationId sum = fixture.placeAll().placed().keySet().iterator().next();
        fixture.succeed(sum);
        assertThat(fixture.state(job)).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void whatIsNoGangNeedNotWaitForTheOthersOfItsGroup() {
        JobId job =
                fixture.submit(
                        "{name: a, taskGroups: [{array: {size: 3, maxRunning: 2}, task: {command: [\"true\"]}}]}");
        fixture.placeAll();
        fixture.succeed(fixture.only(job).id());
        assertThat(fixture.placeAll().placed()).as("while another one runs").hasSize(1);
    }

    @Test
    void aGroupThatFailsForGoodEndsTheJob() {
        JobId job =
                fixture.submit(
                        """
                        {name: f, taskGroups: [
                          {name: a, count: 2, task: {command: ["false"]}},
                          {name: b, dependsOn: [a], count: 20, task: {command: ["true"]}}]}\
                        """);
        fixture.placeAll();
        List<AllocationView> all = fixture.allocations(job);
        fixture.start(all.get(0).id());
        fixture.start(all.get(1).id());
        fixture.fail(all.get(0).id());
        assertThat(fixture.state(job)).as("a copy lives").isEqualTo(JobState.RUNNING);
        assertThat(fixture.allocation(all.get(1).id()).stopOrder()).isEqualTo("CANCEL");
        assertThat(fixture.allocation(all.get(2).id()).state()).isEqualTo(Kind.CANCELLED);
        fixture.stopped(all.get(1).id());
        assertThat(fixture.state(job)).isEqualTo(JobState.FAILED);
        assertThat(fixture.history(job))
                .contains(
                        "CANCELLED: each of 20 allocations was cancelled while it waited: task group a has failed for good");
    }

    @Test
    void ordersOfPeople() {
        JobId job =
                fixture.submit("{name: o, taskGroups: [{count: 2, task: {command: [\"true\"]}}]}");
        assertThat(fixture.jobs.suspend(job, "not now"))
                .isEqualTo(new OrderOutcome.Done(JobState.SUSPENDED));
        assertThat(fixture.pending.eligible(10, fixture.now())).isEmpty();
        assertThat(fixture.jobs.resume(job, "now"))
                .isEqualTo(new OrderOutcome.Done(JobState.QUEUED));
        fixture.placeAll();
        List<AllocationView> all = fixture.allocations(job);
        fixture.start(all.get(0).id());
        fixture.jobs.orderStop(
                List.of(all.get(0).id()), StopOrder.DRAIN, "its node is emptied", fixture.now());
        fixture.stopped(all.get(0).id());
        assertThat(fixture.allocation(all.get(0).id()).state()).isEqualTo(Kind.PENDING);
        assertThat(fixture.allocation(all.get(0).id()).attempts().getFirst().state())
                .isEqualTo("PREEMPTED");

        assertThat(fixture.jobs.cancel(job, "enough")).isInstanceOf(OrderOutcome.Done.class);
        assertThat(fixture.jobs.cancel(job, "enough")).isInstanceOf(OrderOutcome.NothingToDo.class);
        fixture.stopped(all.get(1).id());
        assertThat(fixture.state(job)).isEqualTo(JobState.CANCELLED);
        assertThat(fixture.jobs.cancel(new JobId(UUID.randomUUID()), ""))
                .isEqualTo(new OrderOutcome.NoSuchJob());
    }

    private long count(String table) {
        return fixture.sql.sql("select count(*) from " + table).query(Long.class).single();
    }
}
