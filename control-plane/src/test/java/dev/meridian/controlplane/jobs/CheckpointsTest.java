package dev.meridian.controlplane.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationEvent.FencedReported;
import dev.meridian.controlplane.jobs.model.CheckpointNews;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.view.AllocationView;
import dev.meridian.controlplane.jobs.model.view.CheckpointView;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What is known of checkpoints, whoever tells it and in whatever order.
class CheckpointsTest {
    private static final JobsFixture fixture = new JobsFixture();

    @AfterEach
    void reset() {
        fixture.reset();
        fixture.sql
                .sql(
                        "update projects set checkpoint_uri = null, checkpoint_region = null, checkpoint_sealed = null")
                .update();
    }

    private static AllocationView placed() {
        JobId job =
                fixture.submit(
                        "{name: a, checkpoint: {path: /c}, taskGroups: [{task: {command: [x]}}]}");
        fixture.placeAll();
        return only(job);
    }

    private static AllocationView only(JobId job) {
        return fixture.queries.allocations(job, null, 10).items().getFirst();
    }

    private static CheckpointNews news(
            AllocationView of, int epoch, NodeId from, @Nullable String generation, long bytes) {
        return new CheckpointNews(
                of.id(), epoch, from, generation, bytes, 1, 20, false, null, 0, null);
    }

    private static void tell(CheckpointNews... news) {
        fixture.checkpoints.tell(List.of(news), fixture.now());
    }

    private static CheckpointView known(AllocationView of) {
        return Objects.requireNonNull(only(of.job()).checkpoint());
    }

    @Test
    void theLastCopyIsKnownWithWhereItLies() {
        AllocationView one = placed();
        assertThat(only(one.job()).checkpoint()).isNull();
        NodeId node = Objects.requireNonNull(one.node());
        tell(news(one, 1, node, "1-1", 100), news(one, 1, node, "1-2", 200));
        assertThat(known(one).generation()).isEqualTo("1-2");
        assertThat(known(one).bytes()).isEqualTo(200);
        assertThat(known(one).region()).isEqualTo("eu-west");
        assertThat(known(one).savedAt()).isEqualTo(fixture.now());
        fixture.pass(Duration.ofMinutes(1));
        tell(news(one, 1, node, "1-2", 200));
        assertThat(known(one).savedAt()).isEqualTo(JobsFixture.START);
    }

    @Test
    void aStoreThatLiesSomewhereIsBelieved() {
        fixture.sql
                .sql(
                        "update projects set checkpoint_uri = 's3:b', checkpoint_sealed = 'x', checkpoint_region = 'us-east'")
                .update();
        AllocationView one = placed();
        tell(news(one, 1, Objects.requireNonNull(one.node()), "1-1", 100));
        assertThat(known(one).region()).isEqualTo("us-east");
    }

    @Test
    void theNextAttemptKnowsWhatTheLastOneLeft() {
        AllocationView one = placed();
        NodeId first = Objects.requireNonNull(one.node());
        tell(news(one, 1, first, "1-1", 100));
        fixture.report(one, new FencedReported(1, fixture.now()));
        fixture.pass(Duration.ofMinutes(10));
        fixture.placeAll();
        AllocationView again = only(one.job());
        assertThat(again.epoch()).isEqualTo(2);
        NodeId second = Objects.requireNonNull(again.node());
        tell(new CheckpointNews(one.id(), 2, second, null, 0, 0, 0, false, "1-1", 30, null));
        assertThat(known(one).generation()).isEqualTo("1-1");
        assertThat(known(one).restored()).isEqualTo("1-1");

        // what the first one says now is late
        tell(news(one, 1, first, "1-2", 900));
        assertThat(known(one).generation()).isEqualTo("1-1");
        assertThat(known(one).bytes()).isEqualTo(100);
    }

    @Test
    void aNodeSpeaksOfItsOwnAttemptsAlone() {
        AllocationView one = placed();
        NodeId other =
                fixture.nodes.stream()
                        .filter(node -> !node.equals(one.node()))
                        .findFirst()
                        .orElseThrow();
        tell(news(one, 1, other, "1-1", 100));
        tell(news(one, 7, Objects.requireNonNull(one.node()), "7-1", 100));
        assertThat(only(one.job()).checkpoint()).isNull();
    }

    @Test
    void whatCannotBeIsRefused() {
        AllocationView one = placed();
        NodeId node = Objects.requireNonNull(one.node());
        assertThatThrownBy(() -> news(one, 1, node, "../x", 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> news(one, 1, node, "1-1", -1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
