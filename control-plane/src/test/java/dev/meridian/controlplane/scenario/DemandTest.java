package dev.meridian.controlplane.scenario;

import static dev.meridian.controlplane.telemetry.model.demand.Statistic.MAXIMUM;
import static dev.meridian.controlplane.telemetry.model.demand.Statistic.MEAN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.telemetry.DemandQueries;
import dev.meridian.controlplane.telemetry.DemandWatch;
import dev.meridian.controlplane.telemetry.PartitionUpkeep;
import dev.meridian.controlplane.telemetry.Samples;
import dev.meridian.controlplane.telemetry.model.Sample;
import dev.meridian.controlplane.telemetry.model.demand.Course;
import dev.meridian.controlplane.telemetry.model.demand.DemandKey;
import dev.meridian.controlplane.telemetry.model.demand.Measure;
import dev.meridian.controlplane.telemetry.model.demand.Observation;
import dev.meridian.controlplane.telemetry.model.demand.Scope;
import dev.meridian.controlplane.telemetry.model.demand.Statistic;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// What is allocated and what waits is looked at each minute and kept by the quarter of an hour.
@Scenario
class DemandTest {
    @Autowired private Plane plane;
    private Instant slot = Instant.EPOCH;

    /// Each has hours of its own, for they share one plane.
    private static int tests;

    @BeforeEach
    void empty() {
        plane.empty();
        plane.bean(PartitionUpkeep.class).runOnce(plane.now());
        slot = Course.slotOf(plane.now()).plus(Duration.ofHours(2L * ++tests));
    }

    @Test
    void aQuarterKeepsTheMeanAndTheMaximumOfItsLooks() {
        plane.node("demand-1", "a");
        look(0);
        JobId job = plane.submit(job("cpu-hungry", "batch", 12, "{region: demand-1}"));
        plane.plan();
        look(1);
        plane.cancel(job);
        over();

        DemandKey demand = cluster("demand-1", DemandKey.CPU, Measure.DEMAND);
        assertThat(only(cluster("demand-1", DemandKey.CPU, Measure.CAPACITY), MEAN)).isEqualTo(8);
        assertThat(only(demand, MAXIMUM)).as("8 run, 4 wait").isEqualTo(12);
        assertThat(only(demand, MEAN)).isEqualTo(6);
        assertThat(only(cluster("demand-1", DemandKey.CPU, Measure.ALLOCATED), MAXIMUM))
                .isEqualTo(8);
        assertThat(only(key(Scope.POOL, "demand-1/c1/default", Measure.DEMAND), MAXIMUM))
                .isEqualTo(12);
    }

    @Test
    void whatWaitsIsDividedOverThePoolsThatMayTakeIt() {
        plane.node("demand-2a", "a");
        plane.node("demand-2a", "b");
        plane.node("demand-2b", "a");
        plane.node("elsewhere", "a");
        plane.submit(job("anywhere", "batch", 30, "{region: 'demand-2*'}"));
        look(0);
        over();

        assertThat(only(cluster("demand-2a", DemandKey.CPU, Measure.DEMAND), MEAN)).isEqualTo(20);
        assertThat(only(cluster("demand-2b", DemandKey.CPU, Measure.DEMAND), MEAN)).isEqualTo(10);
        assertThat(only(cluster("elsewhere", DemandKey.CPU, Measure.DEMAND), MEAN)).isZero();
    }

    @Test
    void aServiceHasASeriesOfItsOwnThatIsNothingOnceItIsGone() {
        plane.node("demand-3", "a");
        JobId job = plane.submit(job("chat", "service", 2, "{region: demand-3}"));
        look(0);
        plane.cancel(job);
        over();
        slot = slot.plus(Course.SLOT);
        over();

        DemandKey chat = key(Scope.SERVICE, "default/chat", Measure.DEMAND);
        assertThat(course(chat, slot.minus(Course.SLOT), MEAN).values()).containsExactly(2, 0);
        assertThat(plane.bean(DemandQueries.class).keys(chat::equals)).containsExactly(chat);
    }

    @Test
    void aQuarterInWhichNobodyLookedIsAGapAndTheSecondLookAtAMinuteChangesNothing() {
        plane.node("demand-4", "a");
        look(0);
        look(0);
        slot = slot.plus(Course.SLOT.multipliedBy(2));
        look(3);
        over();
        over();

        DemandKey capacity = cluster("demand-4", DemandKey.CPU, Measure.CAPACITY);
        assertThat(course(capacity, slot.minus(Course.SLOT.multipliedBy(2)), MEAN).values())
                .containsExactly(8, Double.NaN, 8);
    }

    @Test
    void whatHostsAndAllocationsMeasuredIsUsed() {
        NodeId node = plane.node("demand-5", "a");
        JobId job = plane.submit(job("busy", "service", 1, "{region: demand-5}"));
        plane.plan();
        AllocationId allocation = plane.only(job).id();
        // a look sees what was measured before its minute began
        Instant at = plane.now().truncatedTo(ChronoUnit.MINUTES).minusSeconds(20);
        Samples samples = plane.bean(Samples.class);
        samples.append(
                node,
                List.of(
                        new Sample(at, null, "cpu.used", "", 3.5),
                        new Sample(at, null, "net.rx", "eth0", 1000),
                        new Sample(at, null, "net.tx", "eth0", 500),
                        new Sample(at, allocation, "cpu.used", "", 0.75)));
        samples.flush();
        plane.bean(DemandWatch.class).runOnce(plane.now());
        slot = Course.slotOf(plane.now());
        over();

        assertThat(only(cluster("demand-5", DemandKey.CPU, Measure.USED), MEAN)).isEqualTo(3.5);
        assertThat(only(cluster("demand-5", DemandKey.NETWORK, Measure.USED), MEAN))
                .isEqualTo(1500);
        assertThat(only(key(Scope.SERVICE, "default/busy", Measure.USED), MEAN)).isEqualTo(0.75);
    }

    @Test
    void aProxyMayTellWhatItServed() {
        DemandKey requests =
                new DemandKey(Scope.SERVICE, "default/web", DemandKey.REQUESTS, Measure.USED);
        for (int minute = 0; minute < 3; minute++) {
            plane.bean(DemandWatch.class)
                    .record(
                            slot.plus(Duration.ofMinutes(minute)),
                            List.of(new Observation(requests, 100 * minute)));
        }
        over();
        assertThat(only(requests, MEAN)).isEqualTo(100);
        assertThat(only(requests, MAXIMUM)).isEqualTo(200);
    }

    @Test
    void aMonthThatNoUpkeepHasSeenTakesItsDays() {
        DemandKey requests =
                new DemandKey(Scope.SERVICE, "default/late", DemandKey.REQUESTS, Measure.USED);
        slot = slot.plus(Duration.ofDays(70));
        plane.bean(DemandWatch.class).record(slot, List.of(new Observation(requests, 7)));
        over();
        assertThat(only(requests, MEAN)).isEqualTo(7);
    }

    private void look(int minute) {
        plane.bean(DemandWatch.class).runOnce(slot.plus(Duration.ofMinutes(minute)));
    }

    private void over() {
        // only folds: the minute after the slot is looked at in the next one
        plane.bean(DemandWatch.class).runOnce(slot.plus(Course.SLOT).plusSeconds(90));
    }

    private double only(DemandKey key, Statistic statistic) {
        return course(key, slot, statistic).values()[0];
    }

    private Course course(DemandKey key, Instant from, Statistic statistic) {
        return plane.bean(DemandQueries.class).course(key, from, slot.plus(Course.SLOT), statistic);
    }

    private static DemandKey cluster(String region, String resource, Measure measure) {
        return new DemandKey(Scope.CLUSTER, region + "/c1", resource, measure);
    }

    private static DemandKey key(Scope scope, String owner, Measure measure) {
        return new DemandKey(scope, owner, DemandKey.CPU, measure);
    }

    private static String job(String name, String type, int count, String place) {
        return """
        name: %s
        type: %s
        placement: {anyOf: [%s]}
        taskGroups: [{count: %d, resources: {cpu: 1, memory: 64Mi}, task: {command: [a]}}]
        """
                .formatted(name, type, place, count);
    }
}
