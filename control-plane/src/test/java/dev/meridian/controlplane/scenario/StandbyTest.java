package dev.meridian.controlplane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.dispatch.Drills;
import dev.meridian.controlplane.dispatch.StandbyLoop;
import dev.meridian.controlplane.dispatch.model.DrillOrder;
import dev.meridian.controlplane.dispatch.model.DrillStart;
import dev.meridian.controlplane.fleet.model.DrainOrder;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.RegionName;
import dev.meridian.controlplane.jobs.PlacedWork;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.placement.PictureCheck;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Copies in several regions: places that stand by, and copies that are all at work.
@Scenario
class StandbyTest {
    private static final String HOME = "eu-west";
    private static final String AWAY = "us-east";
    private static final String FAR = "ap-south";

    @Autowired private Plane plane;
    @Autowired private JdbcClient jdbc;
    private NodeId home;
    private NodeId away;

    @BeforeEach
    void empty() {
        plane.empty();
        home = plane.node(HOME, "n1");
        away = plane.node(AWAY, "n2");
        plane.price(away, 5);
    }

    @Test
    void aPlaceStandsByInAnotherRegionAndNothingRunsThere() {
        double mismatches =
                plane.bean(MeterRegistry.class).counter("meridian_picture_mismatches").count();
        JobId job = running("ready", "service", "overlap", 15, 2);
        assertThat(plane.only(job).node()).isEqualTo(home);
        assertThat(standbys(job)).containsExactly(AWAY + " n2");
        assertThat(plane.told(away)).as("nothing is to run there").isEmpty();
        assertThat(plane.leases()).isEqualTo(1);
        assertThat(plane.bean(PlacedWork.class).sums().get(away))
                .satisfies(held -> assertThat(held.copies()).isEqualTo(1));
        plane.plan();
        assertThat(standbys(job)).as("one is enough").hasSize(1);
        plane.bean(PictureCheck.class).runOnce(plane.now());
        assertThat(plane.bean(MeterRegistry.class).counter("meridian_picture_mismatches").count())
                .isEqualTo(mismatches);
    }

    @Test
    void itsRoomIsItsOwn() {
        JobId job = running("ready", "service", "overlap", 15, 8);
        assertThat(standbys(job)).containsExactly(AWAY + " n2");
        JobId other = plane.submit(spec("other", "batch", "fence", 30, 1, ""));
        plane.plan();
        assertThat(plane.only(other).state()).isEqualTo("PENDING");
        plane.cancel(job);
        plane.stopped(plane.only(job));
        plane.plan();
        assertThat(standbys(job)).isEmpty();
        assertThat(plane.only(other).state()).isEqualTo("ASSIGNED");
    }

    @Test
    void whoLosesItsPlaceWaitsForNobodyThatFindsNone() {
        JobId job = running("ready", "service", "overlap", 15, 1);
        JobId large = plane.submit(spec("large", "service", "overlap", 15, 8, "redundancy: {},"));
        plane.node(HOME, "n4");
        plane.plan();
        plane.runs(plane.only(large));
        plane.pass(Duration.ofSeconds(2));
        assertThat(standbys(large)).as("no room for it").isEmpty();
        jdbc.sql("update standbys set ended_at = now(), outcome = 'DROPPED' where ended_at is null")
                .update();
        // in the same moment: no plan that comes anyway is due
        plane.bean(StandbyLoop.class).runOnce(plane.now());
        plane.plan();
        assertThat(standbys(job)).containsExactly(AWAY + " n2");
    }

    @Test
    void itIsPromotedInTheMomentInWhichTheCopyIsGivenUp() {
        JobId job = running("serving", "service", "overlap", 15, 2);
        NodeId far = plane.node(FAR, "n3");
        plane.price(far, 9);
        plane.silence(home);
        plane.pass(Duration.ofSeconds(12));
        assertThat(plane.only(job).epoch()).isEqualTo(1);
        Duration waited = Duration.ofSeconds(12);
        while (plane.only(job).epoch() == 1 && waited.toSeconds() < 60) {
            plane.pass(Duration.ofSeconds(2));
            waited = waited.plusSeconds(2);
        }
        assertThat(waited).as("seconds of the lease").isLessThanOrEqualTo(Duration.ofSeconds(18));
        assertThat(plane.only(job).node()).isEqualTo(away);
        assertThat(plane.only(job).epoch()).isEqualTo(2);
        assertThat(plane.history(job, "PLACED")).as("no plan placed it again").hasSize(1);
        assertThat(plane.history(job, "PROMOTED")).singleElement().asString().contains("n2");
        plane.runs(plane.only(job));
        plane.pass(Duration.ofSeconds(2));
        assertThat(standbys(job)).as("the next one").containsExactly(FAR + " n3");
        assertThat(outcomes(job)).containsExactly("PROMOTED");
    }

    @Test
    void whatMustNotLiveTwiceIsPromotedWhenItsLeaseAndTheMarginsAreOver() {
        JobId job = running("fenced", "batch", "fence", 30, 2);
        plane.silence(home);
        plane.pass(Duration.ofSeconds(34));
        assertThat(plane.only(job).epoch()).isEqualTo(1);
        plane.pass(Duration.ofSeconds(4));
        assertThat(plane.only(job).epoch()).isEqualTo(2);
        assertThat(plane.only(job).node()).isEqualTo(away);
    }

    @Test
    void aKnownDeathPromotesAtOnce() {
        JobId job = running("told", "batch", "fence", 300, 2);
        plane.fenced(plane.only(job));
        assertThat(plane.only(job).node()).isEqualTo(away);
        assertThat(plane.only(job).epoch()).isEqualTo(2);
        assertThat(plane.retries(plane.only(job).id())).isZero();
    }

    @Test
    void whereItsNodeIsSilentTooAPlanDecides() {
        JobId job = running("unlucky", "service", "overlap", 15, 2);
        NodeId third = plane.node(FAR, "n3");
        NodeId fourth = plane.node(FAR, "n4");
        plane.node(FAR, "n5");
        plane.node(FAR, "n6");
        plane.silence(home);
        plane.pass(Duration.ofSeconds(14));
        jdbc.sql("update node_health set contact = 'SUSPECT' where node_id = ?")
                .param(away.value())
                .update();
        plane.silence(away);
        plane.pass(Duration.ofSeconds(6));
        assertThat(plane.only(job).node()).isNotIn(home, away).isNotNull();
        assertThat(third).isNotEqualTo(fourth);
        assertThat(plane.history(job, "PROMOTED")).isEmpty();
    }

    @Test
    void whenItsNodeIsLostAnotherStandsBy() {
        JobId job = running("ready", "service", "overlap", 15, 2);
        NodeId far = plane.node(FAR, "n3");
        plane.price(far, 9);
        plane.silence(away);
        plane.pass(Duration.ofSeconds(20));
        assertThat(standbys(job)).as("it may come back").containsExactly(AWAY + " n2");
        plane.pass(Duration.ofSeconds(60));
        assertThat(standbys(job)).containsExactly(FAR + " n3");
        assertThat(plane.only(job).epoch()).isEqualTo(1);
    }

    @Test
    void aDrillOfTheRegionPromotesIt() {
        JobId job = running("drilled", "batch", "fence", 30, 2);
        var order =
                new DrillOrder(
                        new RegionName(HOME), Set.of(job), null, false, null, "practice", "script");
        assertThat(plane.bean(Drills.class).start(order, plane.now()))
                .isInstanceOf(DrillStart.Started.class);
        plane.pass(Duration.ofSeconds(40));
        assertThat(plane.only(job).node()).isEqualTo(away);
        assertThat(plane.history(job, "PROMOTED")).hasSize(1);
        plane.runs(plane.only(job));
        plane.pass(Duration.ofSeconds(4));
        assertThat(standbys(job))
                .as("the region is lost to it as long as the drill lasts")
                .isEmpty();
    }

    @Test
    void whereTheWholeRegionIsDrainedItGoesOnThereBeforeTheOldCopyIsStopped() {
        JobId job = running("serving", "service", "overlap", 15, 8);
        plane.drain(home, new DrainOrder("new disk", null, false));
        plane.bean(StandbyLoop.class).runOnce(plane.now());
        plane.push();
        assertThat(plane.only(job).node()).isEqualTo(away);
        assertThat(plane.copies(plane.only(job).id())).containsExactly("1", "2");
        assertThat(outcomes(job)).containsExactly("PROMOTED");
    }

    @Test
    void aSuccessOfTheJobAndItsEndLeaveNothingBehind() {
        JobId job = running("short", "batch", "fence", 30, 2);
        plane.succeeds(plane.only(job));
        assertThat(standbys(job)).isEmpty();
        assertThat(outcomes(job)).containsExactly("DROPPED");
        plane.bean(StandbyLoop.class).runOnce(plane.now());
        plane.plan();
        assertThat(standbys(job)).isEmpty();
        assertThat(cost(job)).as("both places cost").isPositive();
    }

    @Test
    void copiesThatAreAllAtWorkAreEachInARegionOfTheirOwn() {
        plane.node(HOME, "n4");
        JobId job =
                plane.submit(
                        spec("twins", "service", "overlap", 15, 1, "redundancy: {mode: active},"));
        plane.plan();
        List<Plane.Row> rows = plane.allocations(job);
        assertThat(rows).extracting(Plane.Row::index).containsExactly(0, 1);
        assertThat(rows)
                .extracting(row -> region(row.node()))
                .containsExactlyInAnyOrder(HOME, AWAY);
        assertThat(plane.leases()).isEqualTo(2);
        rows.forEach(plane::runs);
        assertThat(standbys(job)).isEmpty();

        plane.silence(away);
        plane.pass(Duration.ofSeconds(20));
        assertThat(plane.states(job))
                .as("one region has one, whatever room it has")
                .containsExactlyInAnyOrder("RUNNING", "PENDING");
        plane.node(FAR, "n3");
        plane.plan();
        assertThat(plane.states(job)).doesNotContain("PENDING");
    }

    private JobId running(String name, String type, String policy, int lease, int cpu) {
        JobId job = plane.submit(spec(name, type, policy, lease, cpu, "redundancy: {},"));
        plane.plan();
        assertThat(plane.only(job).node()).isEqualTo(home);
        plane.runs(plane.only(job));
        plane.pass(Duration.ofSeconds(2));
        return job;
    }

    private static String spec(
            String name, String type, String policy, int lease, int cpu, String more) {
        return """
        {name: %s, type: %s, disconnect: {policy: %s, lostAfter: %ds}, %s
         taskGroups: [{resources: {cpu: %d}, task: {command: [sleep, "1000"]}}]}
        """
                .formatted(name, type, policy, lease, more, cpu);
    }

    private String region(@Nullable NodeId node) {
        return plane.known(Objects.requireNonNull(node)).region().value();
    }

    private List<String> standbys(JobId job) {
        return jdbc.sql(
                        """
                        select s.region, n.name from standbys s join nodes n on n.id = s.node_id
                        join allocations a on a.id = s.allocation_id
                        where a.job_id = ? and s.ended_at is null order by 1\
                        """)
                .param(job.value())
                .query((row, _) -> row.getString(1) + " " + row.getString(2))
                .list();
    }

    private List<String> outcomes(JobId job) {
        return jdbc.sql(
                        """
                        select s.outcome from standbys s join allocations a on a.id = s.allocation_id
                        where a.job_id = ? and s.ended_at is not null order by s.assigned_at\
                        """)
                .param(job.value())
                .query((row, _) -> row.getString(1))
                .list();
    }

    private double cost(JobId job) {
        return jdbc.sql(
                        """
                        select sum(s.price_per_hour) from holdings s join allocations a on a.id = s.allocation_id
                        where a.job_id = ?\
                        """)
                .param(job.value())
                .query(Double.class)
                .single();
    }
}
