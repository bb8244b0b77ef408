package dev.meridian.controlplane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.dispatch.model.Assignment;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.placement.DryRuns;
import dev.meridian.controlplane.placement.model.DryRun;
import dev.meridian.controlplane.support.Specs;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    void ranksRunThroughAllGroupsOfTheGangAndTheMasterIsTheSameForAll() {
        NodeId one = plane.node("eu-west", "n1");
        NodeId two = plane.node("eu-west", "n2");
        JobId job = plane.submit(TWELVE_CORES);
        plane.plan();
        NodeId master = Objects.requireNonNull(plane.allocations(job).getFirst().node());
        Map<String, Map<String, String>> told =
                Stream.of(one, two)
                        .flatMap(node -> plane.told(node).stream())
                        .map(Assignment::env)
                        .collect(
                                Collectors.toMap(
                                        env ->
                                                env.get("MERIDIAN_GROUP")
                                                        + env.get("MERIDIAN_ALLOCATION_INDEX"),
                                        Function.identity()));
        assertThat(told.get("ps0")).as("the first group has rank 0").containsEntry("RANK", "0");
        assertThat(told.get("worker0")).containsEntry("RANK", "1");
        assertThat(told.get("worker1")).containsEntry("RANK", "2");
        assertThat(told.values())
                .allSatisfy(env ->
                        assertThat(env)
                                .containsEntry("WORLD_SIZE", "3")
                                .containsEntry("MASTER_ADDR", plane.address(master)));
        assertThat(told.values().stream().map(env -> env.get("MASTER_PORT")).distinct()).hasSize(1);
        assertThat(
                        told.values().stream()
                                .map(env -> env.get("MERIDIAN_NODE") + env.get("LOCAL_RANK")))
                .doesNotHaveDuplicates();
        assertThat(told.values().stream().map(env -> env.get("NODE_RANK")).distinct())
                .containsExactlyInAnyOrder("0", "1");
    }

    @Test
    void groupsOfDifferentGangsHaveRanksOfTheirOwn() {
        NodeId node = plane.node("eu-west", "n1");
        plane.submit(
                """
                {name: two, taskGroups: [
                  {name: a, gangGroup: b, task: {command: ["true"]}},
                  {name: b, count: 2, task: {command: ["true"]}},
                  {name: c, gangGroup: b, task: {command: ["true"]}},
                  {name: d, task: {command: ["true"]}}]}
                """);
        plane.plan();
        assertThat(plane.told(node).stream().map(Assignment::env))
                .extracting(env ->
                        env.get("MERIDIAN_GROUP") + env.get("RANK") + "of" + env.get("WORLD_SIZE"))
                .containsExactlyInAnyOrder("a0of2", "b0of2", "b1of2", "c1of2", "dnullofnull");
        assertThat(
                        plane.told(node).stream()
                                .map(one -> one.env().get("MASTER_PORT"))
                                .filter(Objects::nonNull)
                                .distinct())
                .as("each gang meets at a port of its own")
                .hasSize(2);
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
