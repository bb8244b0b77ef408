package dev.meridian.controlplane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.JobId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// A gang that has lost a member's node, and finds no room for all of it.
@Scenario
class ShrinkingGangTest {
    private static final Duration LEASE_OVER = Duration.ofSeconds(140);
    private static final Duration GRACE = Duration.ofSeconds(60);

    @Autowired private Plane plane;

    private final List<NodeId> nodes = new ArrayList<>();

    @BeforeEach
    void empty() {
        plane.empty();
    }

    /// Four members, each of which fills a node.
    private JobId runs(String least) {
        for (int i = 0; i < 4; i++) {
            nodes.add(plane.node("eu-west", "n" + i));
        }
        JobId job =
                plane.submit(
                        "{name: g, taskGroups: [{count: 4, %s, resources: {cpu: 6}, task: {command: [sleep, \"9\"]}}]}"
                                .formatted(least));
        plane.plan();
        plane.allocations(job).forEach(plane::runs);
        assertThat(plane.states(job)).containsOnly("RUNNING");
        return job;
    }

    /// The node of a member is lost, and the others have stopped.
    private void loses(JobId job, int index) {
        plane.silence(node(job, index));
        plane.pass(LEASE_OVER);
        plane.allocations(job).stream().filter(row -> row.node() != null).forEach(plane::stopped);
        assertThat(plane.states(job)).containsOnly("PENDING");
    }

    private Plane.Row member(JobId job, int index) {
        return plane.allocations(job).get(index);
    }

    private NodeId node(JobId job, int index) {
        return Objects.requireNonNull(member(job, index).node());
    }

    private List<String> told(JobId job, String name) {
        return plane.allocations(job).stream()
                .filter(row -> row.node() != null)
                .map(row ->
                        plane.told(row.node()).stream()
                                .filter(one -> one.allocation().equals(row.id()))
                                .findFirst()
                                .orElseThrow())
                .map(one -> one.env().get(name))
                .toList();
    }

    @Test
    void afterTheGraceItGoesOnWithAsManyAsFindRoom() {
        JobId job = runs("minCount: 2");
        loses(job, 1);
        plane.pass(GRACE.minusSeconds(4));
        assertThat(plane.states(job)).as("a place for all is looked for").containsOnly("PENDING");

        plane.pass(Duration.ofSeconds(14));

        assertThat(plane.states(job))
                .containsExactly("ASSIGNED", "ASSIGNED", "ASSIGNED", "PENDING");
        assertThat(told(job, "WORLD_SIZE")).containsExactly("3", "3", "3");
        assertThat(told(job, "RANK")).containsExactly("0", "1", "2");
        assertThat(plane.history(job, "GANG_SHRUNK"))
                .containsExactly(
                        "main goes on with 3 of its 4 members, after 4: there was no room for more");
        assertThat(plane.pendingSentence(member(job, 3).id()))
                .startsWith("its gang goes on with 3 of 4 members");
    }

    @Test
    void oneThatMustNotShrinkWaits() {
        JobId job = runs("minCount: 4");
        loses(job, 1);
        plane.pass(GRACE.multipliedBy(2));
        assertThat(plane.states(job)).containsOnly("PENDING");
        plane.node("eu-west", "another");
        plane.plan();
        assertThat(plane.states(job)).containsOnly("ASSIGNED");
    }

    @Test
    void itNeverGoesOnWithFewerThanItMay() {
        JobId job = runs("minCount: 3");
        plane.silence(node(job, 0));
        loses(job, 1);
        plane.pass(GRACE.multipliedBy(2));
        assertThat(plane.states(job)).containsOnly("PENDING");
        plane.node("eu-west", "another");
        plane.plan();
        assertThat(plane.states(job))
                .containsExactly("ASSIGNED", "ASSIGNED", "ASSIGNED", "PENDING");
    }

    @Test
    void itStartsWholeAtFirstHoweverLongItWaits() {
        plane.node("eu-west", "only");
        JobId job =
                plane.submit(
                        "{name: g, taskGroups: [{count: 2, minCount: 1, resources: {cpu: 6}, task: {command: [sleep, \"9\"]}}]}");
        plane.pass(GRACE.multipliedBy(2));
        assertThat(plane.states(job)).containsOnly("PENDING");
    }

    @Test
    void itGrowsWhenItNextBeginsAgainAndNotBefore() {
        JobId job = runs("minCount: 2");
        loses(job, 1);
        plane.pass(GRACE.plusSeconds(4));
        plane.allocations(job).stream().filter(row -> row.node() != null).forEach(plane::runs);
        plane.node("eu-west", "another");
        plane.node("eu-west", "one-more");
        plane.pass(GRACE);
        assertThat(plane.states(job))
                .as("what runs is not killed to grow")
                .containsExactly("RUNNING", "RUNNING", "RUNNING", "PENDING");

        loses(job, 0);
        plane.plan();

        assertThat(plane.states(job)).containsOnly("ASSIGNED");
        assertThat(told(job, "WORLD_SIZE")).containsOnly("4");
        assertThat(plane.history(job, "GANG_GREW")).hasSize(1);
    }

    @Test
    void whoWasLeftOutIsNotRunWhenTheGangIsDone() {
        JobId job = runs("minCount: 2");
        loses(job, 1);
        plane.pass(GRACE.plusSeconds(4));
        List<Plane.Row> running =
                plane.allocations(job).stream().filter(row -> row.node() != null).toList();
        running.forEach(plane::runs);
        running.forEach(plane::succeeds);
        assertThat(plane.states(job))
                .containsExactly("SUCCEEDED", "SUCCEEDED", "SUCCEEDED", "CANCELLED");
        assertThat(plane.state(job)).isEqualTo("SUCCEEDED");
    }

    @Test
    void theSizeInWhichAMemberHasSucceededStands() {
        JobId job = runs("minCount: 2");
        loses(job, 1);
        plane.pass(GRACE.plusSeconds(4));
        plane.allocations(job).stream().filter(row -> row.node() != null).forEach(plane::runs);
        plane.succeeds(member(job, 2));
        loses2(job);
        plane.pass(GRACE.multipliedBy(2));
        assertThat(plane.states(job))
                .containsExactly("ASSIGNED", "ASSIGNED", "SUCCEEDED", "PENDING");
        assertThat(told(job, "WORLD_SIZE")).containsOnly("3");
    }

    private void loses2(JobId job) {
        plane.silence(node(job, 0));
        plane.pass(LEASE_OVER);
        plane.stopped(member(job, 1));
    }
}
