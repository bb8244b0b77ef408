package dev.meridian.controlplane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.dispatch.model.DrainWait;
import dev.meridian.controlplane.fleet.Fleet;
import dev.meridian.controlplane.fleet.model.AdminOrder;
import dev.meridian.controlplane.fleet.model.DrainOrder;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.Jobs;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.ObservationAnswer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Services are moved make-before-break: from the first order to the end a copy serves.
@Scenario
class DrainOfServicesTest {
    private static final DrainOrder AT_ONCE = new DrainOrder("new disk", null, false);
    private static final Duration STEADY = Duration.ofSeconds(6);
    private static final String WEB =
            """
            {name: web, type: service, taskGroups: [
              {resources: {cpu: 4}, task: {command: [serve]}}]}
            """;

    @Autowired private Plane plane;

    private NodeId old;
    private JobId job;
    private Plane.Row first;

    @BeforeEach
    void aServiceRuns() {
        plane.empty();
        old = plane.node("eu-west", "n1");
        job = plane.submit(WEB);
        plane.plan();
        plane.runs(plane.only(job));
        first = plane.only(job);
    }

    @Test
    void theOldCopyServesUntilTheNewOneHasRunForAWhile() {
        NodeId next = plane.node("us-east", "n2");
        plane.drain(old, AT_ONCE);

        assertThat(plane.copies(first.id())).containsExactly("1", "2");
        assertThat(plane.state(job)).isEqualTo("RUNNING");
        assertThat(plane.waiting(old)).extracting(DrainWait::token).containsExactly("Moving");
        // what the old one says is its own affair, and no reason to end it
        assertThat(plane.runs(first)).isNotInstanceOf(ObservationAnswer.Kill.class);
        plane.pass(Duration.ofMinutes(5));
        assertThat(plane.copies(first.id()))
                .as("the new one does not run yet")
                .containsExactly("1", "2");

        plane.runs(plane.only(job));
        plane.turn();
        assertThat(plane.copies(first.id())).as("it has only just begun").containsExactly("1", "2");
        plane.pass(STEADY);
        assertThat(plane.copies(first.id())).containsExactly("1 stopping", "2");
        plane.stopped(first);
        plane.turn();

        assertThat(plane.ends(first.id())).containsExactly("PREEMPTED DRAIN", "RUNNING");
        assertThat(plane.copies(first.id())).containsExactly("2");
        assertThat(plane.only(job).node()).isEqualTo(next);
        assertThat(plane.leases()).isOne();
        assertThat(plane.isEmptied(old)).isTrue();
    }

    @Test
    void withoutAPlaceItGoesOnServing() {
        plane.drain(old, new DrainOrder("", Duration.ofSeconds(30), false));
        plane.pass(Duration.ofMinutes(2));

        assertThat(plane.copies(first.id())).containsExactly("1");
        assertThat(plane.only(job)).isEqualTo(first);
        assertThat(plane.waiting(old))
                .extracting(DrainWait::token)
                .containsExactly("InsufficientResources");
    }

    @Test
    void aNewCopyThatDoesNotStartCostsNoRetryAndIsTriedElsewhere() {
        NodeId second = plane.node("us-east", "n2");
        plane.drain(old, AT_ONCE);
        plane.fails(plane.only(job), 1);
        NodeId third = plane.node("ap-south", "n3");
        assertThat(plane.copies(first.id())).containsExactly("1");
        assertThat(plane.only(job).state()).isEqualTo("PENDING");

        plane.pass(Duration.ofSeconds(10));
        assertThat(plane.only(job).epoch()).isEqualTo(3);
        assertThat(plane.only(job).node()).as("not where it failed").isEqualTo(third);
        assertThat(plane.copies(first.id())).containsExactly("1", "3");
        plane.runs(plane.only(job));
        plane.pass(STEADY);
        plane.stopped(first);

        assertThat(plane.ends(first.id()))
                .containsExactly("PREEMPTED DRAIN", "FAILED EXIT_CODE", "RUNNING");
        assertThat(plane.told(second)).isEmpty();
    }

    @Test
    void aNewNodeThatDiesCostsAnotherMoveOnly() {
        NodeId second = plane.node("us-east", "n2");
        plane.drain(old, AT_ONCE);
        plane.runs(plane.only(job));
        plane.silence(second);
        plane.pass(Duration.ofSeconds(40));
        assertThat(plane.copies(first.id())).contains("1");
        assertThat(plane.only(job).state()).isEqualTo("PENDING");

        plane.node("ap-south", "n3");
        plane.pass(Duration.ofSeconds(20));
        plane.runs(plane.only(job));
        plane.pass(STEADY);
        plane.stopped(first);

        assertThat(plane.ends(first.id()))
                .containsExactly("PREEMPTED DRAIN", "LOST NODE_LOST", "RUNNING");
    }

    @Test
    void anOldCopyThatDiesFirstIsNothingSpecial() {
        plane.node("us-east", "n2");
        plane.drain(old, AT_ONCE);
        plane.fails(first, 9);
        plane.runs(plane.only(job));
        plane.pass(STEADY);

        assertThat(plane.ends(first.id())).containsExactly("FAILED EXIT_CODE", "RUNNING");
        assertThat(plane.leases()).isOne();
    }

    @Test
    void aNodeThatIsLostWhileItDrainsLosesTheDepartingCopyOnly() {
        plane.node("us-east", "n2");
        plane.drain(old, AT_ONCE);
        plane.silence(old);
        plane.pass(Duration.ofSeconds(40));
        plane.runs(plane.only(job));

        assertThat(plane.ends(first.id())).containsExactly("LOST NODE_LOST", "RUNNING");
        assertThat(plane.only(job).epoch()).isEqualTo(2);
        plane.returns(old);
        assertThat(plane.told(old)).as("told to end what it holds").isEmpty();
        assertThat(plane.runs(first)).isInstanceOf(ObservationAnswer.Kill.class);
    }

    @Test
    void aCancelledServiceStopsOnBothSides() {
        plane.node("us-east", "n2");
        plane.drain(old, AT_ONCE);
        plane.runs(plane.only(job));
        plane.cancel(job);

        assertThat(plane.copies(first.id())).containsExactly("1 stopping", "2 stopping");
        plane.stopped(plane.only(job));
        plane.stopped(first);
        assertThat(plane.state(job)).isEqualTo("CANCELLED");
        assertThat(plane.ends(first.id()))
                .containsExactly("CANCELLED CANCELLED", "CANCELLED CANCELLED");
        assertThat(plane.leases()).isZero();
    }

    @Test
    void aServiceThatIsCancelledWhileItsNextCopyWaitsStopsToo() {
        plane.node("us-east", "n2");
        plane.drain(old, AT_ONCE);
        plane.fails(plane.only(job), 1);
        plane.cancel(job);

        assertThat(plane.only(job).state()).isEqualTo("CANCELLED");
        assertThat(plane.state(job)).as("a copy lives").isEqualTo("RUNNING");
        assertThat(plane.copies(first.id())).containsExactly("1 stopping");
        plane.stopped(first);
        assertThat(plane.state(job)).isEqualTo("CANCELLED");
        assertThat(plane.leases()).isZero();
    }

    @Test
    void aSuspendedServiceStopsOnBothSides() {
        plane.node("us-east", "n2");
        plane.drain(old, AT_ONCE);
        plane.bean(Jobs.class).suspend(job, "later");
        plane.push();
        assertThat(plane.copies(first.id())).containsExactly("1 stopping", "2 stopping");
    }

    @Test
    void anUncordonLetsTheMoveUnderWayEnd() {
        NodeId next = plane.node("us-east", "n2");
        plane.drain(old, AT_ONCE);
        plane.bean(Fleet.class).administer(old, AdminOrder.UNCORDON, "", null);
        plane.turn();
        assertThat(plane.copies(first.id())).containsExactly("1", "2");

        plane.runs(plane.only(job));
        plane.pass(STEADY);
        plane.stopped(first);

        assertThat(plane.only(job).node()).isEqualTo(next);
        assertThat(plane.ends(first.id())).containsExactly("PREEMPTED DRAIN", "RUNNING");
    }

    @Test
    void whenTheNextNodeIsDrainedTooTheOldCopyServesOn() {
        NodeId second = plane.node("us-east", "n2");
        plane.drain(old, AT_ONCE);
        NodeId third = plane.node("ap-south", "n3");
        plane.drain(second, AT_ONCE);
        assertThat(plane.copies(first.id())).containsExactly("1", "2 stopping");
        plane.stopped(plane.only(job));
        plane.turn();

        assertThat(plane.only(job).node()).isEqualTo(third);
        assertThat(plane.copies(first.id())).containsExactly("1", "3");
    }

    @Test
    void bothCopiesAreCountedWhereTheyAre() {
        plane.node("us-east", "n2");
        plane.drain(old, AT_ONCE);
        plane.bean(Fleet.class).administer(old, AdminOrder.UNCORDON, "", null);

        List<JobId> others = List.of(plane.submit(WEB), plane.submit(WEB), plane.submit(WEB));
        plane.plan();

        assertThat(others)
                .as("4 of 8 cores are taken on each of both nodes")
                .extracting(other -> plane.only(other).state())
                .containsExactlyInAnyOrder("ASSIGNED", "ASSIGNED", "PENDING");
    }

    @Test
    void aServiceThatMustNotLiveTwiceIsStoppedFirstButOnlyForAPlace() {
        plane.empty();
        old = plane.node("eu-west", "n1");
        job =
                plane.submit(
                        WEB.replace(
                                "type: service,", "type: service, disconnect: {policy: fence},"));
        plane.plan();
        plane.runs(plane.only(job));
        first = plane.only(job);
        plane.drain(old, AT_ONCE);
        assertThat(plane.copies(first.id())).containsExactly("1");

        NodeId next = plane.node("us-east", "n2");
        plane.turn();
        assertThat(plane.copies(first.id())).containsExactly("1 stopping");
        plane.stopped(first);
        assertThat(plane.copies(first.id())).containsExactly("2");
        assertThat(plane.only(job).node()).isEqualTo(next);
    }

    @Test
    void threeCopiesMoveWithoutEverBeingFewer() {
        plane.empty();
        old = plane.node("eu-west", "n1");
        job =
                plane.submit(
                        "{name: web, type: service, taskGroups: [{count: 3, resources: {cpu: 2}, task: {command: [serve]}}]}");
        plane.plan();
        plane.allocations(job).forEach(plane::runs);
        List<Plane.Row> before = plane.allocations(job);
        plane.node("us-east", "n2");
        plane.drain(old, AT_ONCE);

        assertThat(before)
                .allSatisfy(row -> assertThat(plane.copies(row.id())).containsExactly("1", "2"));
        plane.allocations(job).forEach(plane::runs);
        plane.pass(STEADY);
        assertThat(before)
                .allSatisfy(row ->
                        assertThat(plane.copies(row.id())).containsExactly("1 stopping", "2"));
        before.forEach(plane::stopped);
        plane.turn();
        assertThat(plane.states(job)).containsOnly("RUNNING");
        assertThat(plane.isEmptied(old)).isTrue();
    }
}
