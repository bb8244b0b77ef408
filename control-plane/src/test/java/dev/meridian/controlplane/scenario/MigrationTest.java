package dev.meridian.controlplane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.dispatch.MigrationLoop;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.JobId;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// What runs is moved so that what waits fits: two nodes of four accelerators, each with one taken,
/// and a job that wants four.
@Scenario
class MigrationTest {
    private static final Duration ROUND = Duration.ofMinutes(1);

    @Autowired private Plane plane;

    private NodeId one;

    @BeforeEach
    void empty() {
        plane.empty();
        one = plane.node("eu-west", "n1", 4);
    }

    private Plane.Row running(String terms, int gpus) {
        JobId job = submit("small", terms, gpus);
        plane.plan();
        plane.runs(plane.only(job));
        return plane.only(job);
    }

    private JobId submit(String name, String terms, int gpus) {
        return plane.submit(
                """
                {name: %s, %s, taskGroups: [{resources: {cpu: 1, accelerators: "H100:%d"},
                  task: {command: ["true"]}}]}
                """
                        .formatted(name, terms, gpus));
    }

    private void round() {
        plane.pass(ROUND);
        plane.bean(MigrationLoop.class).runOnce(plane.now());
        plane.push();
    }

    @Test
    void oneMoveLetsAWholeNodeJobIn() {
        Plane.Row first = running("preemptible: true", 1);
        NodeId two = plane.node("us-east", "n2", 4);
        // holds more of the other node, and is not to be stopped
        JobId firm = submit("firm", "placement: {anyOf: [{region: us-east}]}", 2);
        plane.plan();
        plane.runs(plane.only(firm));
        JobId whole = submit("whole", "type: batch", 4);
        plane.plan();
        assertThat(plane.pendingReason(plane.only(whole).id())).isEqualTo("InsufficientResources");

        round();

        Plane.Row moving = plane.only(first.job());
        assertThat(moving.node()).as("its next place is its own already").isEqualTo(two);
        assertThat(plane.copies(first.id())).containsExactly("1 stopping");
        assertThat(plane.history(first.job(), "MOVING"))
                .singleElement()
                .asString()
                .contains("job " + whole + " fits where it was")
                .contains("accelerators are won");
        plane.plan();
        assertThat(plane.pendingReason(plane.only(whole).id())).isEqualTo("WaitingForPreemption");

        plane.stopped(first);
        plane.plan();
        assertThat(plane.only(whole).node()).isEqualTo(one);
        assertThat(plane.ends(first.id())).containsExactly("PREEMPTED MIGRATED", "ASSIGNED");
        assertThat(plane.retries(first.id())).isZero();
        assertThat(plane.copies(first.id())).containsExactly("2");
    }
}
