package dev.meridian.controlplane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.placement.DryRuns;
import dev.meridian.controlplane.placement.model.DryRun;
import dev.meridian.controlplane.support.Specs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Groups that name one gang start together, on however many nodes.
@Scenario
class GangGroupTest {
    private static final String TWELVE_CORES =
            """
            {name: train, taskGroups: [
              {name: ps, gangGroup: all, resources: {cpu: 4}, task: {command: ["true"]}},
              {name: worker, gangGroup: all, count: 2, resources: {cpu: 4}, task: {command: ["true"]}}]}
            """;

    @Autowired private Plane plane;

    @BeforeEach
    void empty() {
        plane.empty();
    }

    @Test
    void noneIsPlacedBeforeThereIsRoomForAllOfBothGroups() {
        NodeId one = plane.node("eu-west", "n1");
        JobId job = plane.submit(TWELVE_CORES);
        plane.plan();
        assertThat(plane.states(job)).containsOnly("PENDING");
        assertThat(plane.allocations(job))
                .allSatisfy(row ->
                        assertThat(plane.pendingReason(row.id())).isEqualTo("WaitingForGang"));

        NodeId two = plane.node("eu-west", "n2");
        plane.plan();
        assertThat(plane.states(job)).containsExactly("ASSIGNED", "ASSIGNED", "ASSIGNED");
        assertThat(plane.allocations(job)).extracting(Plane.Row::node).contains(one, two);
    }

    @Test
    void withoutTheGangEachGroupTakesWhatThereIs() {
        plane.node("eu-west", "n1");
        JobId job = plane.submit(TWELVE_CORES.replace("gangGroup: all, ", ""));
        plane.plan();
        assertThat(plane.states(job)).containsExactlyInAnyOrder("ASSIGNED", "ASSIGNED", "PENDING");
    }

    @Test
    void oneMemberThatFailsForGoodEndsAllOfBothGroups() {
        plane.node("eu-west", "n1");
        plane.node("eu-west", "n2");
        JobId job = plane.submit(TWELVE_CORES);
        plane.plan();
        plane.allocations(job).forEach(plane::runs);
        Plane.Row ps = plane.allocations(job).getFirst();
        plane.fails(ps, 1);
        assertThat(plane.allocations(job).subList(1, 3))
                .as("told to stop")
                .allSatisfy(row -> assertThat(row.stopOrder()).isNotNull());
        plane.allocations(job).subList(1, 3).forEach(plane::stopped);
        assertThat(plane.state(job)).isEqualTo("FAILED");
    }

    @Test
    void aDryRunKeepsTheGangTogetherToo() {
        plane.node("eu-west", "n1");
        DryRun dry = plane.bean(DryRuns.class).plan(Specs.yaml(TWELVE_CORES));
        assertThat(dry.fits()).isFalse();
        assertThat(dry.allocations()).hasSize(3).allSatisfy(one -> assertThat(one.node()).isNull());
    }
}
