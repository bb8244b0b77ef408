package dev.meridian.controlplane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.dispatch.model.RestartTerms;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.Jobs;
import dev.meridian.controlplane.jobs.model.AllocationEvent.FailedReported;
import dev.meridian.controlplane.jobs.model.AllocationEvent.Report;
import dev.meridian.controlplane.jobs.model.AllocationEvent.Restarted;
import dev.meridian.controlplane.jobs.model.AllocationEvent.StartedReported;
import dev.meridian.controlplane.jobs.model.CopyUse;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.Observation;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// What an agent may do alone at the edge, and what is made of it afterwards.
@Scenario
class AloneAtTheEdgeTest {
    private static final String KEPT =
            "{name: k, retry: {max: 3, backoff: 20s}, disconnect: {policy: keep}, taskGroups: [{task: {command: [sleep, \"9\"]}}]}";

    @Autowired private Plane plane;

    @BeforeEach
    void empty() {
        plane.empty();
    }

    private void says(Plane.Row row, Report report, int... retries) {
        NodeId node = Objects.requireNonNull(row.node());
        List<Restarted> restarts =
                java.util.Arrays.stream(retries)
                        .mapToObj(spent ->
                                new Restarted(
                                        row.epoch(),
                                        spent,
                                        "ended with exit code 3 (" + spent + ")",
                                        plane.now()))
                        .toList();
        plane.bean(Jobs.class)
                .observe(
                        List.of(new Observation(row.id(), node, restarts, report, CopyUse.NONE)),
                        plane.now());
    }

    @Test
    void theAgentIsToldHowOftenItMayBeginAgain() {
        NodeId node = plane.node("edge", "n1");
        plane.submit(KEPT);
        plane.submit("{name: f, retry: {max: 3}, taskGroups: [{task: {command: [sleep, \"9\"]}}]}");
        plane.plan();
        assertThat(plane.told(node))
                .filteredOn(one -> one.disconnectPolicy().equals("keep"))
                .singleElement()
                .satisfies(one ->
                        assertThat(one.restarts())
                                .isEqualTo(
                                        new RestartTerms(
                                                3,
                                                0,
                                                Duration.ofSeconds(20),
                                                Duration.ofMinutes(10))));
        assertThat(plane.told(node))
                .filteredOn(one -> one.disconnectPolicy().equals("fence"))
                .singleElement()
                .satisfies(one -> assertThat(one.restarts()).isNull());
    }

    @Test
    void whatItDidIsRecordedOnceAndSpendsRetries() {
        NodeId node = plane.node("edge", "n1");
        JobId job = plane.submit(KEPT);
        plane.plan();
        Plane.Row row = plane.only(job);
        plane.runs(row);
        plane.silence(node);
        plane.pass(Duration.ofSeconds(300));
        assertThat(plane.contact(node)).isEqualTo("LOST");
        assertThat(plane.history(job, "CONTACT_LOST")).hasSize(1);
        assertThat(plane.only(job).state()).isEqualTo("UNKNOWN");
        plane.returns(node);

        says(row, new StartedReported(1, plane.now()), 1, 2);
        says(row, new StartedReported(1, plane.now()), 1, 2);

        assertThat(plane.only(job).state()).isEqualTo("RUNNING");
        assertThat(plane.only(job).epoch()).isEqualTo(1);
        assertThat(plane.retries(row.id())).isEqualTo(2);
        assertThat(plane.history(job, "RESTARTED"))
                .hasSize(2)
                .satisfies(
                        told -> assertThat(told.getFirst()).contains("exit code 3 (1)", "retry 1"))
                .satisfies(
                        told -> assertThat(told.getLast()).contains("exit code 3 (2)", "retry 2"));

        // one is left, which the control plane spends
        says(row, new FailedReported(1, "EXIT_CODE", 3, "", plane.now()), 1, 2);
        assertThat(plane.only(job).state()).isEqualTo("PENDING");
        assertThat(plane.retries(row.id())).isEqualTo(3);
    }

    @Test
    void theLastOneFailsForGood() {
        plane.node("edge", "n1");
        JobId job = plane.submit(KEPT);
        plane.plan();
        Plane.Row row = plane.only(job);
        plane.runs(row);

        says(row, new FailedReported(1, "EXIT_CODE", 3, "", plane.now()), 1, 2, 3);

        assertThat(plane.state(job)).isEqualTo("FAILED");
        assertThat(plane.history(job, "RESTARTED")).hasSize(3);
    }
}
