package dev.meridian.controlplane.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.controlplane.forecast.RightSizing;
import dev.meridian.controlplane.forecast.RuntimeLoop;
import dev.meridian.controlplane.jobs.JobQueries;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.placement.ExpectedStarts;
import dev.meridian.controlplane.placement.Explanations;
import dev.meridian.controlplane.placement.WaitingGroup;
import dev.meridian.controlplane.placement.model.StartRange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// What waits is told when it is expected to start.
@Scenario
class ExpectedStartTest {
    @Autowired private Plane plane;

    @BeforeEach
    void empty() {
        plane.empty();
        // past the time that a look at the fleet serves
        plane.pass(Duration.ofMinutes(1));
    }

    @Test
    void itStartsWhenWhatRunsIsForeseenToEnd() {
        plane.node("eu-west", "n1");
        fill();
        plane.pass(Duration.ofMinutes(40));
        JobId waits = submit("waits", 1, "");
        plane.plan();
        assertThat(plane.state(waits)).isEqualTo("QUEUED");

        StartRange start = start(waits);

        assertThat(start.p10()).isAfterOrEqualTo(plane.now());
        assertThat(start.p50())
                .isBetween(
                        plane.now().plus(Duration.ofMinutes(3)),
                        plane.now().plus(Duration.ofMinutes(110)));
        assertThat(start.p90()).isAfterOrEqualTo(start.p50());
        assertThat(plane.bean(Explanations.class).of(waits).orElseThrow().expectedStart())
                .as("the same for everybody who asks")
                .isEqualTo(start);
        assertThat(
                        plane.bean(RightSizing.class)
                                .hints(plane.bean(JobQueries.class).job(waits).orElseThrow()))
                .isEmpty();
    }

    @Test
    void aListIsToldTheSameAsEachWhoAsks() {
        plane.node("eu-west", "n1");
        fill();
        plane.pass(Duration.ofMinutes(40));
        JobId first = submit("first", 1, "");
        plane.pass(Duration.ofSeconds(1));
        JobId second = submit("second", 1, "");
        JobId other = submit("other", 2, "");
        JobId never = submit("never", 100_000, "");
        plane.plan();

        StartRange alone = start(second);
        Map<WaitingGroup, StartRange> list =
                plane.bean(ExpectedStarts.class)
                        .of(
                                Stream.of(first, second, other, never)
                                        .map(job -> new WaitingGroup(job, "main"))
                                        .toList());
        assertThat(list.get(new WaitingGroup(second, "main"))).isEqualTo(alone);
        assertThat(list.get(new WaitingGroup(first, "main"))).isEqualTo(start(first));
        assertThat(list.get(new WaitingGroup(other, "main"))).isEqualTo(start(other));
        assertThat(list).doesNotContainKey(new WaitingGroup(never, "main")).hasSize(3);
    }

    @Test
    void smallWorkIsToldThatItGoesFirst() {
        plane.node("eu-west", "n1");
        fill();
        plane.pass(Duration.ofMinutes(40));
        JobId large = submit("large", 1, "runtime: {estimate: 100h},");
        // several, for two of the eight that run may be foreseen to end at the same moment
        List<JobId> small =
                IntStream.range(0, 5)
                        .mapToObj(i -> submit("small-" + i, 1, "runtime: {estimate: 10m},"))
                        .toList();
        plane.plan();
        assertThat(start(small.getFirst()).p50()).isBefore(start(large).p50());
    }

    @Test
    void whatFitsNowhereHasNoStart() {
        plane.node("eu-west", "n1");
        JobId never = submit("never", 100_000, "");
        plane.plan();
        assertThat(plane.bean(Explanations.class).of(never).orElseThrow().expectedStart()).isNull();
    }

    @Test
    void ofWhatNothingIsKnownNothingIsSaid() {
        plane.node("eu-west", "n1");
        plane.submit(
                "{name: s, type: service, taskGroups: [{count: 64, resources: {cpu: 1}, task: {command: [serve]}}]}");
        fill();
        JobId waits = submit("waits", 4, "");
        plane.plan();
        plane.bean(RuntimeLoop.class).runOnce(plane.now());
        assertThat(plane.bean(Explanations.class).of(waits).orElseThrow().expectedStart())
                .as("services stay")
                .isNull();
    }

    private void fill() {
        for (int i = 0; i < 100; i++) {
            JobId next = submit("fill-" + i, 1, "runtime: {estimate: 2h},");
            plane.plan();
            if (plane.states(next).contains("PENDING")) {
                plane.cancel(next);
                return;
            }
            plane.runs(plane.only(next));
        }
    }

    private JobId submit(String name, int cores, String more) {
        return plane.submit(
                "{name: %s, %s taskGroups: [{resources: {cpu: %d, memory: 16Mi}, task: {command: [x]}}]}"
                        .formatted(name, more, cores));
    }

    /// The first who asks may be told nothing on a busy machine: the look goes on aside.
    private StartRange start(JobId job) {
        return Objects.requireNonNull(
                await().until(
                                () ->
                                        plane.bean(Explanations.class)
                                                .of(job)
                                                .orElseThrow()
                                                .expectedStart(),
                                Objects::nonNull));
    }
}
