package dev.meridian.controlplane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.fleet.Fleet;
import dev.meridian.controlplane.fleet.FleetQueries;
import dev.meridian.controlplane.fleet.model.AdminOrder;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.NodePool;
import dev.meridian.controlplane.fleet.model.NodePoolEdit;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.kernel.model.Money;
import dev.meridian.controlplane.support.SettableClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// While something waits, a plan is made when its answer may be another, not each second.
@Scenario
class PlanTriggerTest {
    private static final String BIG =
            "{name: big, taskGroups: [{resources: {cpu: 7}, task: {command: [\"true\"]}}]}";
    private static final String TOO_BIG =
            "{name: toobig, taskGroups: [{resources: {cpu: 10}, task: {command: [\"true\"]}}]}";

    @Autowired private Plane plane;
    @Autowired private Fleet fleet;
    @Autowired private FleetQueries queries;
    @Autowired private SettableClock clock;
    @Autowired private MeterRegistry meters;

    @BeforeEach
    void empty() {
        plane.empty();
    }

    @Test
    void whatCannotFitIsPlannedOnceAndThenEveryTenSeconds() {
        plane.node("eu-west", "n1");
        plane.submit(TOO_BIG);
        assertThat(plansIn(1)).isEqualTo(1);
        assertThat(plansIn(9)).isZero();
        assertThat(plansIn(1)).isEqualTo(1);
        assertThat(plansIn(30)).isEqualTo(3);
    }

    @Test
    void anotherJobIsPlannedAtOnce() {
        plane.node("eu-west", "n1");
        plane.submit(TOO_BIG);
        plansIn(3);
        JobId job = plane.submit(BIG);
        plane.plan();
        assertThat(plane.states(job)).containsExactly("ASSIGNED");
    }

    @Test
    void whateverChangesInTheFleetIsLookedAt() {
        NodeId node = plane.node("eu-west", "n1");
        plane.submit(TOO_BIG);
        plansIn(3);
        plane.node("us-east", "n2");
        assertThat(plansIn(3)).as("a node joined").isEqualTo(1);
        fleet.administer(node, AdminOrder.CORDON, "disk", null);
        assertThat(plansIn(3)).as("a node was cordoned").isEqualTo(1);
        NodePool pool = queries.fleet().pools().getFirst();
        NodePoolEdit dearer =
                new NodePoolEdit(Map.of(), List.of(), false, Money.ofDollars(2), 1, 0, null);
        fleet.putNodePool(pool.id(), dearer, pool.version());
        assertThat(plansIn(1)).as("a price changed").isEqualTo(1);
    }

    @Test
    void theRoomOfWhatEndsIsGivenAtOnce() {
        plane.node("eu-west", "n1");
        JobId first = plane.submit(BIG);
        plane.plan();
        JobId second = plane.submit(BIG);
        plansIn(2);
        plane.runs(plane.only(first));
        assertThat(plansIn(2)).as("that it started frees nothing").isZero();
        plane.succeeds(plane.only(first));
        plane.plan();
        assertThat(plane.states(second)).containsExactly("ASSIGNED");
    }

    @Test
    void aBackOffThatEndedIsSeen() {
        plane.node("eu-west", "n1");
        plane.submit(TOO_BIG);
        JobId job =
                plane.submit(
                        "{name: r, retry: {max: 1, backoff: 5s}, taskGroups: [{task: {command: [\"false\"]}}]}");
        plane.plan();
        plane.runs(plane.only(job));
        plane.fails(plane.only(job), 1);
        plansIn(3);
        assertThat(plane.states(job)).containsExactly("PENDING");
        plansIn(6);
        assertThat(plane.states(job)).containsExactly("ASSIGNED");
    }

    /// One round each second, as the loop does.
    private long plansIn(int seconds) {
        long before = plans();
        for (int i = 0; i < seconds; i++) {
            plane.plan();
            clock.advance(Duration.ofSeconds(1));
        }
        return plans() - before;
    }

    /// The meter comes to be with the first of them.
    private long plans() {
        return meters.find("meridian_plan").tag("stage", "fast_path").timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }
}
