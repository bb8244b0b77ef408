package dev.meridian.controlplane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.dispatch.model.DrainWait;
import dev.meridian.controlplane.fleet.Fleet;
import dev.meridian.controlplane.fleet.model.AdminOrder;
import dev.meridian.controlplane.fleet.model.DrainOrder;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.NodeState;
import dev.meridian.controlplane.jobs.model.JobId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Emptying a node of batch work: it is moved to where it has a place, and never killed for want of
/// one.
@Scenario
class DrainTest {
    private static final DrainOrder AT_ONCE = new DrainOrder("new disk", null, false);
    private static final DrainOrder SOON = new DrainOrder("new disk", Duration.ofMinutes(3), false);

    @Autowired private Plane plane;

    @BeforeEach
    void empty() {
        plane.empty();
    }

    @Test
    void aBatchJobIsMovedToItsNextPlaceAndBegunThereAfterItsEnd() {
        NodeId old = plane.node("eu-west", "n1");
        Plane.Row first = running(job(4));
        NodeId next = plane.node("us-east", "n2");

        plane.drain(old, AT_ONCE);

        assertThat(plane.copies(first.id())).containsExactly("1 stopping");
        Plane.Row moving = plane.only(first.job());
        assertThat(moving.epoch()).isEqualTo(2);
        assertThat(moving.node()).as("its place is its own already").isEqualTo(next);
        assertThat(plane.told(next)).as("but it is not begun beside the old one").isEmpty();
        assertThat(plane.waiting(old)).extracting(DrainWait::token).containsExactly("Stopping");

        plane.stopped(first);

        assertThat(plane.told(old)).isEmpty();
        assertThat(plane.told(next)).hasSize(1);
        assertThat(plane.ends(first.id())).containsExactly("PREEMPTED DRAIN", "ASSIGNED");
        plane.turn();
        assertThat(plane.isEmptied(old)).isTrue();
        assertThat(plane.known(old).state()).isEqualTo(NodeState.DRAINING);
        plane.succeeds(plane.only(first.job()));
        assertThat(plane.state(first.job())).isEqualTo("SUCCEEDED");
    }

    @Test
    void nothingIsKilledForWantOfAPlaceAndAllMovesWhenANodeJoins() {
        NodeId old = plane.node("eu-west", "n1");
        plane.node("us-east", "n2");
        List<Plane.Row> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(running(job(4)));
        }
        List<Plane.Row> here = all.stream().filter(row -> old.equals(row.node())).toList();
        assertThat(here).hasSize(2);

        plane.drain(old, new DrainOrder("", Duration.ofMinutes(2), false));
        assertThat(plane.waiting(old))
                .extracting(DrainWait::token)
                .containsExactly("MovedAtDeadline", "MovedAtDeadline");
        plane.pass(Duration.ofMinutes(3));
        plane.turn();

        assertThat(all)
                .allSatisfy(row -> {
                    assertThat(plane.only(row.job())).isEqualTo(row);
                    assertThat(plane.copies(row.id())).containsExactly("1");
                });
        assertThat(plane.waiting(old))
                .extracting(DrainWait::token)
                // by what this plane has learned of run times, an end may be foreseen
                .hasSize(2)
                .isSubsetOf("InsufficientResources", "WaitingForReservation");
        assertThat(plane.waiting(old).getFirst().sentence()).isNotBlank();
        assertThat(plane.isEmptied(old)).isFalse();

        NodeId fresh = plane.node("ap-south", "n3");
        plane.turn();

        here.forEach(plane::stopped);
        assertThat(here)
                .allSatisfy(row -> {
                    assertThat(plane.only(row.job()).node()).isEqualTo(fresh);
                    assertThat(plane.ends(row.id())).containsExactly("PREEMPTED DRAIN", "ASSIGNED");
                });
        plane.turn();
        assertThat(plane.isEmptied(old)).isTrue();
        assertThat(plane.waiting(old)).isEmpty();
    }

    @Test
    void twoThatWantTheLastPlaceAreNotBothStopped() {
        NodeId old = plane.node("eu-west", "n1");
        Plane.Row one = running(job(4));
        Plane.Row two = running(job(4));
        NodeId next = plane.node("us-east", "n2");
        running(job(4));

        plane.drain(old, AT_ONCE);

        assertThat(List.of(one, two))
                .extracting(row -> plane.copies(row.id()).getFirst())
                .containsExactlyInAnyOrder("1", "1 stopping");
        assertThat(plane.waiting(old))
                .extracting(DrainWait::token)
                .containsExactlyInAnyOrder("Stopping", "InsufficientResources");
        assertThat(plane.told(next)).hasSize(1);
    }

    @Test
    void aPlaceThatIsTakenForAMoveIsNotGivenToWhatComesLater() {
        NodeId old = plane.node("eu-west", "n1");
        Plane.Row first = running(job(8));
        plane.node("us-east", "n2");
        plane.drain(old, AT_ONCE);

        JobId later = plane.submit(spec("critical", 8));
        plane.plan();

        assertThat(plane.only(later).state()).isEqualTo("PENDING");
        plane.stopped(first);
        assertThat(plane.only(first.job()).state()).isEqualTo("ASSIGNED");
    }

    @Test
    void whatEndsBeforeItsDeadlineIsNotMoved() {
        NodeId old = plane.node("eu-west", "n1");
        Plane.Row row = running(job(4));
        plane.node("us-east", "n2");
        plane.drain(old, SOON);
        plane.pass(Duration.ofMinutes(1));
        assertThat(plane.copies(row.id())).containsExactly("1");

        plane.succeeds(row);
        plane.turn();

        assertThat(plane.ends(row.id())).containsExactly("SUCCEEDED");
        assertThat(plane.isEmptied(old)).isTrue();
    }

    @Test
    void aSuccessThatComesWhileItIsStoppedIsNeverRunAgain() {
        NodeId old = plane.node("eu-west", "n1");
        Plane.Row row = running(job(4));
        NodeId next = plane.node("us-east", "n2");
        plane.drain(old, AT_ONCE);

        plane.succeeds(row);

        assertThat(plane.state(row.job())).isEqualTo("SUCCEEDED");
        assertThat(plane.ends(row.id())).containsExactly("SUCCEEDED", "PREEMPTED NOT_NEEDED");
        assertThat(plane.told(next)).isEmpty();
        assertThat(plane.leases()).isZero();
    }

    @Test
    void aFailureWhileItIsStoppedSpendsNoRetry() {
        NodeId old = plane.node("eu-west", "n1");
        Plane.Row row = running(job(4));
        NodeId next = plane.node("us-east", "n2");
        plane.drain(old, AT_ONCE);

        plane.fails(row, 1);

        assertThat(plane.told(next)).hasSize(1);
        assertThat(plane.only(row.job()).state()).isEqualTo("ASSIGNED");
    }

    @Test
    void aCancelledMoveEndsBothSides() {
        NodeId old = plane.node("eu-west", "n1");
        Plane.Row row = running(job(4));
        NodeId next = plane.node("us-east", "n2");
        plane.drain(old, AT_ONCE);

        plane.cancel(row.job());
        plane.stopped(row);
        assertThat(plane.told(next)).allSatisfy(one -> assertThat(one.stop()).isNotNull());
        plane.stopped(plane.only(row.job()));

        assertThat(plane.state(row.job())).isEqualTo("CANCELLED");
        assertThat(plane.leases()).isZero();
    }

    @Test
    void ifItsNodeIsLostWhileItStopsItBeginsElsewhereOnlyAfterItsLease() {
        NodeId old = plane.node("eu-west", "n1");
        Plane.Row row = running(job(4));
        NodeId next = plane.node("us-east", "n2");
        plane.drain(old, AT_ONCE);
        plane.silence(old);

        plane.pass(Duration.ofSeconds(100));
        assertThat(plane.told(next)).as("the old copy may still live").isEmpty();
        plane.pass(Duration.ofSeconds(40));

        assertThat(plane.told(next)).hasSize(1);
        assertThat(plane.ends(row.id())).containsExactly("LOST NODE_LOST", "ASSIGNED");
    }

    @Test
    void ifTheNextNodeIsLostBeforeItIsBegunAnotherIsFound() {
        NodeId old = plane.node("eu-west", "n1");
        Plane.Row row = running(job(4));
        NodeId next = plane.node("us-east", "n2");
        plane.drain(old, AT_ONCE);
        plane.silence(next);
        NodeId third = plane.node("ap-south", "n3");
        plane.pass(Duration.ofSeconds(140));

        assertThat(plane.only(row.job()).node()).isEqualTo(third);
        assertThat(plane.told(third)).as("the first copy has not said that it ended").isEmpty();
        plane.stopped(row);
        assertThat(plane.told(third)).hasSize(1);
    }

    @Test
    void forceStopsAlsoWhatHasNoOtherPlace() {
        NodeId old = plane.node("eu-west", "n1");
        Plane.Row row = running(job(4));

        plane.drain(old, new DrainOrder("smoke", Duration.ofMinutes(2), true));
        plane.pass(Duration.ofMinutes(1));
        assertThat(plane.copies(row.id())).containsExactly("1");
        plane.pass(Duration.ofMinutes(2));
        plane.turn();
        assertThat(plane.copies(row.id())).containsExactly("1 stopping");
        plane.stopped(row);
        plane.turn();

        assertThat(plane.only(row.job()).state()).as("requeued, not lost").isEqualTo("PENDING");
        assertThat(plane.ends(row.id())).containsExactly("PREEMPTED DRAIN");
        assertThat(plane.isEmptied(old)).isTrue();
        NodeId next = plane.node("us-east", "n2");
        plane.plan();
        assertThat(plane.only(row.job()).node()).isEqualTo(next);
    }

    @Test
    void aGangMovesWholeOrNotAtAll() {
        NodeId one = plane.node("eu-west", "n1");
        NodeId two = plane.node("eu-west", "n2");
        JobId gang = plane.submit(gang());
        plane.plan();
        plane.allocations(gang).forEach(plane::runs);
        assertThat(plane.allocations(gang)).extracting(Plane.Row::node).contains(one, two);

        plane.drain(one, AT_ONCE);
        assertThat(plane.states(gang)).containsOnly("RUNNING");
        assertThat(plane.allocations(gang)).extracting(Plane.Row::stopOrder).containsOnlyNulls();
        assertThat(plane.waiting(one)).extracting(DrainWait::token).hasSize(1);

        NodeId three = plane.node("eu-west", "n3");
        plane.turn();
        assertThat(plane.allocations(gang))
                .extracting(Plane.Row::stopOrder)
                .containsExactlyInAnyOrder("DRAIN", "REGROUP");
        // what is being freed for the gang is not given to what comes later
        JobId later = plane.submit(spec("standard", 6));
        Plane.Row first =
                plane.allocations(gang).stream()
                        .filter(row -> one.equals(row.node()))
                        .findFirst()
                        .orElseThrow();
        plane.stopped(first);
        plane.plan();
        assertThat(plane.only(later).state()).isEqualTo("PENDING");
        plane.allocations(gang).stream().filter(row -> row.node() != null).forEach(plane::stopped);
        plane.turn();

        assertThat(plane.states(gang)).containsOnly("ASSIGNED");
        assertThat(plane.allocations(gang))
                .extracting(Plane.Row::node)
                .containsExactlyInAnyOrder(two, three);
        assertThat(plane.isEmptied(one)).isTrue();
    }

    @Test
    void aRegionIsEmptiedIntoAnother() {
        NodeId one = plane.node("eu-west", "n1");
        NodeId two = plane.node("eu-west", "n2");
        List<Plane.Row> rows = List.of(running(job(6)), running(job(6)));
        plane.node("us-east", "n3");
        plane.node("us-east", "n4");

        plane.drain(one, AT_ONCE);
        plane.drain(two, AT_ONCE);
        rows.forEach(plane::stopped);
        plane.turn();

        assertThat(rows)
                .allSatisfy(row -> assertThat(plane.only(row.job()).node()).isNotIn(one, two));
        assertThat(plane.isEmptied(one)).isTrue();
        assertThat(plane.isEmptied(two)).isTrue();
    }

    @Test
    void anUncordonEndsADrainAndWhatHasNotBegunToMoveStays() {
        NodeId old = plane.node("eu-west", "n1");
        Plane.Row row = running(job(4));
        plane.node("us-east", "n2");
        plane.drain(old, SOON);
        plane.bean(Fleet.class).administer(old, AdminOrder.UNCORDON, "", null);
        plane.pass(Duration.ofMinutes(4));

        assertThat(plane.copies(row.id())).containsExactly("1");
        assertThat(plane.waiting(old)).isEmpty();
    }

    @Test
    void quarantineAndDrainSurviveSilenceAndANewStart() {
        NodeId node = plane.node("eu-west", "n1");
        Plane.Row row = running(job(4));
        plane.bean(Fleet.class).administer(node, AdminOrder.QUARANTINE, "ECC", null);
        JobId waits = plane.submit(spec("standard", 1));
        plane.plan();

        assertThat(plane.only(waits).state()).isEqualTo("PENDING");
        assertThat(plane.copies(row.id())).as("what runs stays").containsExactly("1");
        plane.silence(node);
        plane.pass(Duration.ofSeconds(70));
        plane.returns(node);
        plane.restart(node, "boot-1");
        assertThat(plane.known(node).state()).isEqualTo(NodeState.QUARANTINED);
        plane.drain(node, AT_ONCE);
        plane.restart(node, "boot-1");
        assertThat(plane.known(node).state()).isEqualTo(NodeState.QUARANTINED);
        assertThat(plane.known(node).drain()).isNotNull();
        NodeId next = plane.node("us-east", "n2");
        plane.turn();
        plane.stopped(row);
        assertThat(plane.only(row.job()).node()).isEqualTo(next);
    }

    private JobId job(int cores) {
        return plane.submit(spec("standard", cores));
    }

    private static String spec(String priority, int cores) {
        return """
        {name: b, priorityClass: %s, taskGroups: [
          {resources: {cpu: %d}, task: {command: [sleep, "9"]}}]}
        """
                .formatted(priority, cores);
    }

    private static String gang() {
        return """
        {name: g, taskGroups: [
          {count: 2, minCount: 2, resources: {cpu: 6}, task: {command: [sleep, "9"]}}]}
        """;
    }

    private Plane.Row running(JobId job) {
        plane.plan();
        plane.runs(plane.only(job));
        return plane.only(job);
    }
}
