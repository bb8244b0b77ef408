package dev.meridian.controlplane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.projects.Queues;
import dev.meridian.controlplane.projects.model.Limits;
import dev.meridian.controlplane.projects.model.Queue;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Others are stopped for who may have their place, from the plan to the next attempt of who fell.
@Scenario
class PreemptionTest {
    private static final List<String> QUEUES = List.of("owed-test", "borrower-test");
    private static final String LIMITED = "limited-test";

    @Autowired private Plane plane;

    @BeforeEach
    void empty() {
        plane.empty();
        plane.node("eu-west", "n1", 2);
    }

    @AfterEach
    void leaveNothing() {
        plane.empty();
        QUEUES.forEach(name -> plane.bean(Queues.class).delete("default", name));
        plane.bean(Queues.class).delete("default", LIMITED);
    }

    private JobId submit(String name, String terms, int count) {
        return plane.submit(
                """
                {name: %s, %s, taskGroups: [{count: %d, minCount: %d, resources: {accelerators: "H100:1"},
                  task: {command: ["true"]}}]}
                """
                        .formatted(name, terms, count, count));
    }

    private void allRun(JobId job) {
        plane.push();
        plane.allocations(job).forEach(plane::runs);
    }

    @Test
    void aGangFallsForAMoreImportantJobAndComesBackWithoutSpendingARetry() {
        JobId gang = submit("gang", "priorityClass: low, preemptible: true", 2);
        plane.plan();
        allRun(gang);
        JobId urgent = submit("urgent", "priorityClass: high", 1);
        plane.plan();
        Plane.Row waits = plane.only(urgent);
        assertThat(plane.pendingReason(waits.id())).isEqualTo("WaitingForPreemption");
        List<String> told = plane.history(gang, "STOP_ORDERED");
        assertThat(told).allSatisfy(one -> assertThat(one).contains("takes its place"));
        assertThat(told).anySatisfy(one -> assertThat(one).startsWith("main[0]"));
        assertThat(told).anySatisfy(one -> assertThat(one).startsWith("main[1]"));
        JobId later = submit("later", "priorityClass: low", 1);
        plane.plan();
        assertThat(plane.history(gang, "STOP_ORDERED")).as("told once").isEqualTo(told);

        plane.stopped(plane.allocations(gang).getFirst());
        plane.plan();
        assertThat(plane.states(urgent)).containsExactly("ASSIGNED");
        plane.stopped(plane.allocations(gang).getLast());
        plane.plan();
        assertThat(plane.states(gang)).as("a gang waits whole").containsOnly("PENDING");
        assertThat(plane.states(later)).containsExactly("ASSIGNED");
        plane.allocations(gang)
                .forEach(row -> {
                    assertThat(plane.retries(row.id())).isZero();
                    assertThat(plane.attempts(row.id())).containsExactly("PREEMPTED");
                });
    }

    @Test
    void minRuntimeShields() {
        JobId shielded =
                submit("shielded", "priorityClass: low, preemptible: true, minRuntime: 10m", 2);
        plane.plan();
        allRun(shielded);
        JobId urgent = submit("urgent", "priorityClass: high", 1);
        plane.plan();
        assertThat(plane.pendingReason(plane.only(urgent).id())).isEqualTo("InsufficientResources");
        plane.pass(Duration.ofMinutes(11));
        plane.plan();
        assertThat(plane.pendingReason(plane.only(urgent).id())).isEqualTo("WaitingForPreemption");
    }

    @Test
    void whoIsOwedItsQuotaReclaimsItOnce() {
        QUEUES.forEach(name ->
                plane.bean(Queues.class)
                        .create(
                                new Queue(
                                        "default",
                                        name,
                                        null,
                                        1,
                                        new Limits(null, null, 1),
                                        true,
                                        false,
                                        0)));
        JobId first = submit("first", "queue: borrower-test, preemptible: true", 1);
        JobId second = submit("second", "queue: borrower-test, preemptible: true", 1);
        plane.plan();
        allRun(first);
        allRun(second);
        JobId owed = submit("owed", "queue: owed-test, priorityClass: low", 1);
        plane.plan();
        List<JobId> stopped =
                List.of(first, second).stream()
                        .filter(job -> !plane.history(job, "STOP_ORDERED").isEmpty())
                        .toList();
        assertThat(stopped).as("no more than is owed").hasSize(1);
        assertThat(plane.history(stopped.getFirst(), "STOP_ORDERED").getFirst())
                .contains("queue owed-test wants back what it had lent");
        plane.stopped(plane.only(stopped.getFirst()));
        plane.plan();
        allRun(owed);
        plane.plan();
        assertThat(plane.states(owed)).containsExactly("RUNNING");
        assertThat(plane.history(owed, "STOP_ORDERED")).as("and no ping-pong").isEmpty();
        assertThat(plane.states(stopped.getFirst())).containsExactly("PENDING");
    }

    @Test
    void withinItsQueuesQuotaTheMoreImportantGoesFirstThoughThereIsRoom() {
        plane.node("eu-west", "n2", 2);
        plane.bean(Queues.class)
                .create(
                        new Queue(
                                "default",
                                LIMITED,
                                null,
                                1,
                                new Limits(null, null, 2),
                                false,
                                false,
                                0));
        JobId sweep = submit("sweep", "queue: limited-test, preemptible: true", 2);
        plane.plan();
        allRun(sweep);
        JobId urgent = submit("urgent", "queue: limited-test, priorityClass: high", 1);
        JobId equal = submit("equal", "queue: limited-test", 1);
        plane.plan();
        assertThat(plane.pendingReason(plane.only(urgent).id())).isEqualTo("WaitingForPreemption");
        assertThat(plane.pendingReason(plane.only(equal).id()))
                .as("has what the gang leaves besides")
                .isEqualTo("WaitingForPreemption");
        List<String> told = plane.history(sweep, "STOP_ORDERED");
        assertThat(told).as("a gang falls whole").anyMatch(one -> one.startsWith("main[0]"));
        assertThat(told).anyMatch(one -> one.startsWith("main[1]"));
        assertThat(told)
                .allSatisfy(one ->
                        assertThat(one).contains("takes its place and its part of the quota"));
        plane.allocations(sweep).forEach(plane::stopped);
        plane.plan();
        assertThat(plane.states(urgent)).containsExactly("ASSIGNED");
        assertThat(plane.states(sweep)).as("a gang waits whole").containsOnly("PENDING");
        assertThat(plane.states(equal)).containsExactly("ASSIGNED");
    }

    @Test
    void roomIsReservedForWhoHasWaitedAndOnlyShortWorkUsesItMeanwhile() {
        JobId runs = submit("runs", "runtime: {estimate: 2h}", 1);
        plane.plan();
        allRun(runs);
        JobId large = submit("large", "runtime: {estimate: 1h}", 2);
        plane.pass(Duration.ofMinutes(2));
        JobId lasting = submit("lasting", "runtime: {estimate: 9h}", 1);
        plane.plan();
        assertThat(plane.pendingReason(plane.allocations(large).getFirst().id()))
                .isEqualTo("WaitingForReservation");
        assertThat(plane.pendingReason(plane.only(lasting).id()))
                .isEqualTo("WaitingForReservation");
        JobId brief = submit("brief", "runtime: {estimate: 20m}", 1);
        plane.plan();
        assertThat(plane.states(brief)).as("it ends in time").containsExactly("ASSIGNED");
        assertThat(plane.pendingReason(plane.allocations(large).getFirst().id()))
                .as("what has just started is foreseen to end")
                .isEqualTo("WaitingForReservation");
        plane.plan();
        assertThat(plane.pendingReason(plane.allocations(large).getFirst().id()))
                .as("and by the next plan, too")
                .isEqualTo("WaitingForReservation");
        allRun(brief);
        plane.succeeds(plane.only(brief));
        plane.succeeds(plane.only(runs));
        plane.plan();
        assertThat(plane.states(large)).containsOnly("ASSIGNED");
    }
}
