package dev.meridian.controlplane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.dispatch.DrillLoop;
import dev.meridian.controlplane.dispatch.Drills;
import dev.meridian.controlplane.dispatch.model.Drill;
import dev.meridian.controlplane.dispatch.model.DrillId;
import dev.meridian.controlplane.dispatch.model.DrillOrder;
import dev.meridian.controlplane.dispatch.model.DrillReport;
import dev.meridian.controlplane.dispatch.model.DrillStart;
import dev.meridian.controlplane.dispatch.model.DrilledCopy;
import dev.meridian.controlplane.dispatch.model.DrilledCopy.Stage;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.RegionName;
import dev.meridian.controlplane.jobs.model.JobId;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// The loss of a region, rehearsed on chosen jobs.
@Scenario
class DrillTest {
    private static final String HOME = "eu-west";
    private static final String AWAY = "us-east";

    @Autowired private Plane plane;
    private NodeId home;

    @BeforeEach
    void empty() {
        plane.empty();
        home = plane.node(HOME, "n1");
    }

    @Test
    void whatIsFencedComesBackElsewhereAndNothingElseNotices() {
        JobId chosen = running("chosen", "batch", "fence", 30);
        JobId other = running("other", "batch", "fence", 30);
        NodeId away = plane.node(AWAY, "n2");

        Drill drill = started(order(Set.of(chosen), null));
        assertThat(report(drill).stages()).containsOnly(entry(Stage.LEASED, 1));
        pass(26);
        assertThat(plane.only(chosen).epoch()).as("its lease lasts").isEqualTo(1);
        pass(16);
        assertThat(plane.only(chosen))
                .satisfies(row -> {
                    assertThat(row.epoch()).isEqualTo(2);
                    assertThat(row.node()).isEqualTo(away);
                });
        assertThat(report(drill).stages()).containsOnly(entry(Stage.STARTING, 1));
        plane.runs(plane.only(chosen));
        pass(2);

        DrillReport found = report(drill);
        assertThat(found.drill().state()).isEqualTo(Drill.State.RECOVERED);
        assertThat(found.copies())
                .singleElement()
                .satisfies(copy -> {
                    assertThat(copy.stage()).isEqualTo(Stage.BACK);
                    assertThat(copy.backOn()).isEqualTo(new DrilledCopy.Place(AWAY, "n2"));
                    assertThat(copy.recovery()).isBetween(seconds(36), seconds(44));
                    assertThat(copy.stopped()).isBetween(seconds(36), seconds(44));
                });
        assertThat(Objects.requireNonNull(found.recovery().get("fence")).worst())
                .isEqualTo(found.copies().getFirst().recovery());
        assertThat(plane.history(chosen, "DRILL_STARTED")).hasSize(1);
        assertThat(plane.history(chosen, "DRILL_ENDED")).hasSize(1);
        assertThat(plane.contact(home)).as("the node was heard all the time").isEqualTo("READY");
        assertThat(plane.only(other).epoch()).isEqualTo(1);
        assertThat(plane.only(other).state()).isEqualTo("RUNNING");
        assertThat(plane.history(other, "DRILL_STARTED")).isEmpty();
    }

    @Test
    void anAgentThatFencesItsCopyEndsTheWait() {
        JobId job = running("told", "batch", "fence", 30);
        NodeId away = plane.node(AWAY, "n2");
        started(order(Set.of(job), null));
        pass(30);
        plane.fenced(plane.only(job));
        plane.plan();
        assertThat(plane.only(job).node()).isEqualTo(away);
    }

    @Test
    void whatOverlapsIsReplacedAtOnceAndWhatIsKeptIsLeftInPeace() {
        JobId kept = running("kept", "batch", "keep", 30);
        JobId service = running("serving", "service", "overlap", 15);
        plane.node(AWAY, "n2");
        Drill drill = started(new DrillOrder(region(), Set.of(), null, true, null, "", "script"));
        pass(18);
        plane.runs(plane.only(service));
        pass(2);
        assertThat(plane.only(service).epoch()).isEqualTo(2);
        assertThat(plane.only(kept).epoch()).isEqualTo(1);
        pass(60);
        assertThat(plane.only(kept).state()).isEqualTo("RUNNING");
        assertThat(report(drill).stages()).containsOnly(entry(Stage.BACK, 1), entry(Stage.KEPT, 1));
        assertThat(report(drill).recovery()).containsOnlyKeys("overlap");
    }

    @Test
    void whatIsCalledOffInTimeCostsNothing() {
        JobId job = running("lucky", "batch", "fence", 30);
        plane.node(AWAY, "n2");
        Drill drill = started(order(Set.of(job), null));
        pass(20);
        plane.bean(Drills.class).abort(drill.id(), plane.now());
        pass(60);
        assertThat(plane.only(job).epoch()).isEqualTo(1);
        assertThat(report(drill).drill().state()).isEqualTo(Drill.State.ABORTED);
        assertThat(report(drill).drill().endedAt()).isNotNull();
    }

    @Test
    void theRegionStaysShutToItUntilTheEnd() {
        JobId job = running("wide", "batch", "fence", 15);
        NodeId away = plane.node(AWAY, "n2");
        JobId filler = plane.submit(spec("filler", "batch", "fence", 30, "{region: us-east}", 8));
        plane.plan();
        assertThat(plane.only(filler).node()).isEqualTo(away);
        Drill drill = started(order(Set.of(job), Duration.ofMinutes(2)));
        pass(40);
        assertThat(plane.only(job).state()).as("home has room, but is lost").isEqualTo("PENDING");
        assertThat(report(drill).copies().getFirst().waits()).isNotBlank();
        pass(90);
        assertThat(report(drill).drill().state()).isEqualTo(Drill.State.INCOMPLETE);
        plane.plan();
        assertThat(plane.only(job).node()).isEqualTo(home);
    }

    @Test
    void whatCouldShowNothingIsNotBegun() {
        JobId job = running("alone", "batch", "fence", 30);
        assertThat(refused(order(Set.of(job), null))).contains("No other region");
        plane.node(AWAY, "n2");
        assertThat(refused(order(Set.of(new JobId(new UUID(0, 1))), null)))
                .contains("None of the chosen jobs");
        assertThat(plane.bean(Drills.class).list(null, 10)).isEmpty();
        assertThat(
                        start(
                                new DrillOrder(
                                        new RegionName("nowhere"),
                                        Set.of(job),
                                        null,
                                        false,
                                        null,
                                        "",
                                        "script")))
                .isEqualTo(new DrillStart.NoSuchRegion());
        DrillId first = started(order(Set.of(job), null)).id();
        assertThat(refused(order(Set.of(job), null))).contains(first.toString(), "abort");
    }

    private JobId running(String name, String type, String policy, int lease) {
        JobId job =
                plane.submit(
                        spec(name, type, policy, lease, "{region: eu-west}, {region: us-east}", 1));
        plane.plan();
        plane.runs(plane.only(job));
        return job;
    }

    private static String spec(
            String name, String type, String policy, int lease, String places, int cpu) {
        return """
        {name: %s, type: %s, disconnect: {policy: %s, lostAfter: %ds}, placement: {anyOf: [%s]},
         taskGroups: [{resources: {cpu: %d}, task: {command: [sleep, "1000"]}}]}
        """
                .formatted(name, type, policy, lease, places, cpu);
    }

    private static DrillOrder order(Set<JobId> jobs, @Nullable Duration within) {
        return new DrillOrder(region(), jobs, null, false, within, "practice", "script");
    }

    private static RegionName region() {
        return new RegionName(HOME);
    }

    private DrillStart start(DrillOrder order) {
        return plane.bean(Drills.class).start(order, plane.now());
    }

    private String refused(DrillOrder order) {
        return switch (start(order)) {
            case DrillStart.Refused(String why) -> why;
            case DrillStart other -> throw new AssertionError(other);
        };
    }

    private Drill started(DrillOrder order) {
        return switch (start(order)) {
            case DrillStart.Started(Drill drill) -> drill;
            case DrillStart other -> throw new AssertionError(other);
        };
    }

    private DrillReport report(Drill drill) {
        return plane.bean(Drills.class).report(drill.id()).orElseThrow();
    }

    private void pass(int seconds) {
        plane.pass(seconds(seconds));
        plane.bean(DrillLoop.class).runOnce(plane.now());
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static Map.Entry<Stage, Integer> entry(Stage stage, int count) {
        return Map.entry(stage, count);
    }
}
