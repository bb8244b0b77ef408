package dev.meridian.controlplane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.dispatch.model.Assignment;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.Checkpoints;
import dev.meridian.controlplane.jobs.model.CheckpointNews;
import dev.meridian.controlplane.jobs.model.JobId;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Where the next attempt runs is a matter of what fetching its checkpoint costs there.
@Scenario
class CheckpointPriceTest {
    private static final long GB = 1_000_000_000L;

    @Autowired private Plane plane;

    @BeforeEach
    void empty() {
        plane.empty();
    }

    /// The host on which it ran cannot fetch its state; another one nearby is dear, and one far
    /// away is cheap.
    ///
    /// @return where it goes
    private NodeId next(long bytes) {
        NodeId first = plane.node("eu-west", "first");
        JobId job =
                plane.submit(
                        "{name: c, checkpoint: {path: /c}, taskGroups: [{resources: {cpu: 4, memory: 8Gi}, task: {command: [x]}}]}");
        plane.plan();
        plane.runs(plane.only(job));
        tell(job, bytes, null);
        plane.price(plane.node("eu-west", "near"), 4);
        plane.price(plane.node("us-east", "far"), 1);

        plane.fails(plane.only(job), "CHECKPOINT_FAILED");
        tell(job, bytes, first);
        plane.pass(Duration.ofSeconds(4));

        assertThat(plane.ends(plane.only(job).id()).getFirst()).isEqualTo("LOST CHECKPOINT_FAILED");
        assertThat(plane.retries(plane.only(job).id())).isZero();
        NodeId next = Objects.requireNonNull(plane.only(job).node());
        assertThat(next).isNotEqualTo(first);
        Assignment told = plane.told(next).getFirst();
        assertThat(told.env())
                .containsEntry("MERIDIAN_EPOCH", "2")
                .containsEntry("MERIDIAN_PREVIOUS_EPOCH", "1");
        return next;
    }

    /// @param from null: where it runs
    private void tell(JobId job, long bytes, @Nullable NodeId from) {
        Plane.Row row = plane.only(job);
        NodeId node = from == null ? Objects.requireNonNull(row.node()) : from;
        plane.bean(Checkpoints.class)
                .tell(
                        List.of(
                                new CheckpointNews(
                                        row.id(), 1, node, "1-1", bytes, 3, 10, false, null, 0,
                                        null)),
                        plane.now());
    }

    private String region(NodeId node) {
        return plane.known(node).region().value();
    }

    @Test
    void aLightCheckpointGoesWhereItIsCheap() {
        assertThat(region(next(1_000))).isEqualTo("us-east");
    }

    @Test
    void aHeavyOneStaysWhereItLies() {
        assertThat(region(next(500 * GB))).isEqualTo("eu-west");
    }
}
