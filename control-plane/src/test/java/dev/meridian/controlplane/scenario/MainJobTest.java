package dev.meridian.controlplane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.dispatch.model.Assignment;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.JobId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// From submission to the end, when nothing breaks.
@Scenario
class MainJobTest {
    @Autowired private Plane plane;

    @BeforeEach
    void empty() {
        plane.empty();
    }

    @Test
    void aJobIsPlacedRunsAndSucceeds() {
        NodeId node = plane.node("eu-west", "n1");
        JobId job =
                plane.submit("{name: a, taskGroups: [{task: {command: [\"true\"], env: {X: y}}}]}");
        assertThat(plane.state(job)).isEqualTo("QUEUED");

        plane.plan();
        Plane.Row row = plane.only(job);
        assertThat(row.state()).isEqualTo("ASSIGNED");
        assertThat(row.epoch()).isEqualTo(1);
        Assignment told = plane.told(node).getFirst();
        assertThat(told.allocation()).isEqualTo(row.id());
        assertThat(told.command()).containsExactly("true");
        assertThat(told.env())
                .containsEntry("X", "y")
                .containsEntry("MERIDIAN_JOB_NAME", "a")
                .containsEntry("MERIDIAN_REGION", "eu-west")
                .containsEntry("MERIDIAN_NODE", "n1")
                .containsEntry("MERIDIAN_EPOCH", "1");
        assertThat(told.lease()).isEqualTo(Duration.ofMinutes(2));

        plane.runs(row);
        assertThat(plane.state(job)).isEqualTo("RUNNING");
        plane.succeeds(row);
        assertThat(plane.state(job)).isEqualTo("SUCCEEDED");
        assertThat(plane.told(node)).as("nothing is left to hold").isEmpty();
    }

    @Test
    void whatDoesNotFitWaitsAndSaysWhy() {
        plane.node("eu-west", "n1");
        JobId job =
                plane.submit(
                        "{name: big, taskGroups: [{resources: {cpu: 1000}, task: {command: [\"true\"]}}]}");
        plane.plan();
        Plane.Row row = plane.only(job);
        assertThat(row.state()).isEqualTo("PENDING");
        assertThat(plane.pendingReason(row.id())).isIn("InsufficientResources", "NoMatchingNode");
    }

    @Test
    void aFailedAttemptIsRetriedAfterItsBackOff() {
        plane.node("eu-west", "n1");
        JobId job =
                plane.submit(
                        "{name: r, retry: {max: 1, backoff: 10s}, taskGroups: [{task: {command: [\"false\"]}}]}");
        plane.plan();
        plane.runs(plane.only(job));
        plane.fails(plane.only(job), 1);
        plane.plan();
        assertThat(plane.only(job).state()).as("it waits out its back-off").isEqualTo("PENDING");
        plane.pass(Duration.ofSeconds(30));
        assertThat(plane.only(job).epoch()).isEqualTo(2);
        plane.fails(plane.only(job), 1);
        assertThat(plane.state(job)).isEqualTo("FAILED");
        assertThat(plane.attempts(plane.only(job).id())).containsExactly("FAILED", "FAILED");
    }

    @Test
    void cancellingStopsWhatRuns() {
        NodeId node = plane.node("eu-west", "n1");
        JobId job = plane.submit("{name: c, taskGroups: [{task: {command: [sleep, \"1000\"]}}]}");
        plane.plan();
        plane.runs(plane.only(job));
        plane.cancel(job);
        assertThat(plane.told(node).getFirst().stop()).as("told at once").isNotNull();
        plane.stopped(plane.only(job));
        assertThat(plane.state(job)).isEqualTo("CANCELLED");
        assertThat(plane.told(node)).isEmpty();
    }

    @Test
    void aGroupStartsWhenWhatItDependsOnHasSucceeded() {
        plane.node("eu-west", "n1");
        JobId job =
                plane.submit(
                        """
                        {name: d, taskGroups: [
                          {name: map, count: 2, task: {command: ["true"]}},
                          {name: reduce, dependsOn: [map], task: {command: ["true"]}}]}
                        """);
        plane.plan();
        assertThat(plane.states(job)).containsExactly("ASSIGNED", "ASSIGNED", "PENDING");
        plane.succeeds(plane.allocations(job).get(0));
        plane.plan();
        assertThat(plane.states(job)).containsExactly("SUCCEEDED", "ASSIGNED", "PENDING");
        plane.succeeds(plane.allocations(job).get(1));
        plane.plan();
        assertThat(plane.states(job)).containsExactly("SUCCEEDED", "SUCCEEDED", "ASSIGNED");
        plane.succeeds(plane.allocations(job).get(2));
        assertThat(plane.state(job)).isEqualTo("SUCCEEDED");
    }

    @Test
    void anArrayRunsNoMoreAtOnceThanItMay() {
        plane.node("eu-west", "n1");
        JobId job =
                plane.submit(
                        """
                        {name: a, taskGroups: [{array: {size: 5, maxRunning: 2}, resources: {cpu: 0.5},
                          task: {command: ["true"]}}]}
                        """);
        plane.plan();
        assertThat(plane.states(job))
                .containsExactly("ASSIGNED", "ASSIGNED", "PENDING", "PENDING", "PENDING");
        for (int done = 0; done < 5; done++) {
            assertThat(plane.states(job).stream().filter("ASSIGNED"::equals).count())
                    .isBetween(1L, 2L);
            plane.succeeds(
                    plane.allocations(job).stream()
                            .filter(r -> r.state().equals("ASSIGNED"))
                            .findFirst()
                            .orElseThrow());
            plane.plan();
        }
        assertThat(plane.state(job)).isEqualTo("SUCCEEDED");
    }

    @Test
    void aGangIsPlacedWholeOrNotAtAll() {
        NodeId first = plane.node("eu-west", "n1");
        JobId job =
                plane.submit(
                        """
                        {name: g, taskGroups: [{count: 2, minCount: 2, resources: {cpu: 6}, task: {command: ["true"]}}]}
                        """);
        plane.plan();
        assertThat(plane.states(job)).containsExactly("PENDING", "PENDING");
        assertThat(plane.told(first)).isEmpty();

        NodeId second = plane.node("eu-west", "n2");
        plane.plan();
        assertThat(plane.states(job)).containsExactly("ASSIGNED", "ASSIGNED");
        List<Assignment> both =
                List.of(plane.told(first).getFirst(), plane.told(second).getFirst());
        assertThat(both)
                .extracting(one -> one.env().get("RANK"))
                .containsExactlyInAnyOrder("0", "1");
        assertThat(both).extracting(one -> one.env().get("WORLD_SIZE")).containsOnly("2");
        assertThat(both.stream().map(one -> one.env().get("MASTER_ADDR")).distinct()).hasSize(1);
        assertThat(both.stream().map(one -> one.env().get("MASTER_PORT")).distinct()).hasSize(1);
    }
}
