package dev.meridian.controlplane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.dispatch.Heartbeats;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.kernel.model.Mebibytes;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// What follows the end of an attempt, by its reason.
@Scenario
class RetryTest {
    @Autowired private Plane plane;

    @BeforeEach
    void empty() {
        plane.empty();
    }

    @Test
    void afterOomTheNextAttemptHasMoreMemoryAsFarAsANodeHasIt() {
        NodeId node = plane.node("eu-west", "n1");
        JobId job =
                running(
                        "retry: {max: 3, backoff: 1s, on: [{reason: OOM, memoryFactor: 1.5}]}",
                        "memory: 8Gi");
        assertThat(memory(node)).isEqualTo(Mebibytes.ofGibibytes(8));

        plane.fails(plane.only(job), "OOM");
        plane.pass(Duration.ofSeconds(2));
        assertThat(memory(node)).isEqualTo(Mebibytes.ofGibibytes(12));
        plane.fails(plane.only(job), "OOM");
        plane.pass(Duration.ofSeconds(4));
        assertThat(memory(node))
                .as("18 GiB would never be placed")
                .isEqualTo(Mebibytes.ofGibibytes(16));
        plane.fails(plane.only(job), "OOM");
        plane.pass(Duration.ofSeconds(6));
        assertThat(memory(node)).isEqualTo(Mebibytes.ofGibibytes(16));
        assertThat(plane.history(job, "RETRIED"))
                .satisfiesExactly(
                        first -> assertThat(first).contains("1.500 times its memory"),
                        second -> assertThat(second).contains("2.000 times its memory"),
                        third -> assertThat(third).contains("no node has more"));
        plane.fails(plane.only(job), "OOM");

        assertThat(plane.state(job)).isEqualTo("FAILED");
        assertThat(plane.ends(plane.only(job).id())).containsOnly("FAILED OOM").hasSize(4);
    }

    @Test
    void aRetryWaitsTwiceAsLongEachTimeAndNeverMoreOftenThanMax() {
        plane.node("eu-west", "n1");
        JobId job = running("retry: {max: 2, backoff: 10s}", "cpu: 1");

        plane.fails(plane.only(job), 1);
        plane.pass(Duration.ofSeconds(8));
        assertThat(plane.only(job).state()).isEqualTo("PENDING");
        plane.pass(Duration.ofSeconds(4));
        assertThat(plane.only(job).epoch()).isEqualTo(2);
        plane.fails(plane.only(job), 1);
        plane.pass(Duration.ofSeconds(18));
        assertThat(plane.only(job).state()).isEqualTo("PENDING");
        plane.pass(Duration.ofSeconds(4));
        plane.fails(plane.only(job), 1);
        assertThat(plane.state(job)).isEqualTo("FAILED");
    }

    @Test
    void theNodeThatWasLostIsShunnedUntilThereIsNoOtherHope() {
        NodeId node = plane.node("eu-west", "n1");
        JobId job =
                running("retry: {max: 1, on: [{reason: NODE_LOST, avoidNode: true}]}", "cpu: 1");
        plane.bean(Heartbeats.class).died(node, Set.of(), plane.now());
        plane.pass(Duration.ofSeconds(40));
        assertThat(plane.only(job).state()).isEqualTo("PENDING");
        assertThat(plane.pendingReason(plane.only(job).id())).isEqualTo("NoMatchingNode");

        plane.pass(Duration.ofSeconds(40));

        assertThat(plane.only(job).node()).as("it is the only one").isEqualTo(node);
        assertThat(plane.retries(plane.only(job).id())).isZero();
    }

    @Test
    void whatInfrastructureTakesSpendsNoRetryButWaitsLongerWhenItGoesOn() {
        NodeId node = plane.node("eu-west", "n1");
        JobId job = running("retry: {max: 1}", "cpu: 1");
        for (int i = 0; i < 3; i++) {
            plane.bean(Heartbeats.class).died(node, Set.of(), plane.now());
            plane.pass(Duration.ofSeconds(12));
            plane.runs(plane.only(job));
        }
        assertThat(plane.retries(plane.only(job).id())).isZero();
        assertThat(plane.history(job, "LOST"))
                .satisfiesExactly(
                        first -> assertThat(first).doesNotContain("waits"),
                        second -> assertThat(second).contains("waits 5s"),
                        third -> assertThat(third).contains("waits 10s"));
    }

    @Test
    void aGangBeginsAgainAsOneForOneRetry() {
        plane.node("eu-west", "n1");
        JobId job =
                plane.submit(
                        """
                        {name: g, retry: {max: 1, backoff: 1s}, taskGroups: [
                          {count: 3, minCount: 3, resources: {cpu: 1}, task: {command: [x]}}]}
                        """);
        plane.plan();
        plane.allocations(job).forEach(plane::runs);
        List<Plane.Row> gang = plane.allocations(job);
        plane.fails(gang.getFirst(), 7);
        gang.subList(1, 3).forEach(plane::stopped);
        plane.pass(Duration.ofSeconds(4));

        assertThat(plane.states(job)).containsOnly("ASSIGNED");
        assertThat(gang).allSatisfy(row -> assertThat(plane.retries(row.id())).isOne());
        assertThat(plane.ends(gang.getLast().id()))
                .containsExactly("PREEMPTED GANG_RESTARTED", "ASSIGNED");
        plane.fails(plane.allocations(job).getLast(), 7);
        plane.allocations(job).subList(0, 2).forEach(plane::stopped);
        assertThat(plane.state(job)).isEqualTo("FAILED");
    }

    @Test
    void whatAHostCannotStartIsTriedOnOthersForNothingButNotForEver() {
        NodeId one = plane.node("eu-west", "n1");
        NodeId two = plane.node("eu-west", "n2");
        JobId job = plane.submit(spec("", "cpu: 1"));
        plane.plan();
        NodeId first = plane.only(job).node();
        plane.fails(plane.only(job), "START_FAILED");
        plane.pass(Duration.ofSeconds(1));
        assertThat(plane.only(job).node()).isNotEqualTo(first).isIn(one, two);
        assertThat(plane.ends(plane.only(job).id()))
                .containsExactly("FAILED START_FAILED", "ASSIGNED");

        for (int i = 0; i < 3; i++) {
            plane.fails(plane.only(job), "START_FAILED");
            plane.pass(Duration.ofSeconds(20));
        }

        assertThat(plane.state(job)).as("four hosts are enough").isEqualTo("FAILED");
        assertThat(plane.ends(plane.only(job).id())).containsOnly("FAILED START_FAILED").hasSize(4);
        assertThat(plane.retries(plane.only(job).id())).isZero();
    }

    @Test
    void whatAnAgentEndsUnaskedWaitsAgainForNothing() {
        NodeId node = plane.node("eu-west", "n1");
        JobId job = running("", "cpu: 1");

        plane.stopped(plane.only(job));
        assertThat(plane.only(job).state()).isEqualTo("PENDING");
        again(job);
        plane.fenced(plane.only(job));
        again(job);
        plane.fails(plane.only(job), "AGENT_LOST");
        again(job);
        plane.bean(Heartbeats.class).died(node, Set.of(), plane.now());
        again(job);

        assertThat(plane.ends(plane.only(job).id()))
                .containsExactly(
                        "PREEMPTED STOPPED",
                        "FENCED LEASE_EXPIRED",
                        "LOST AGENT_LOST",
                        "LOST NODE_LOST",
                        "RUNNING");
        assertThat(plane.retries(plane.only(job).id())).isZero();
    }

    private void again(JobId job) {
        plane.pass(Duration.ofSeconds(30));
        plane.runs(plane.only(job));
    }

    private Mebibytes memory(NodeId node) {
        return plane.told(node).getFirst().memory();
    }

    private JobId running(String retry, String resources) {
        JobId job = plane.submit(spec(retry, resources));
        plane.plan();
        plane.runs(plane.only(job));
        return job;
    }

    private static String spec(String retry, String resources) {
        return "{name: r, %s taskGroups: [{resources: {%s}, task: {command: [x]}}]}"
                .formatted(retry.isEmpty() ? "" : retry + ",", resources);
    }
}
