package dev.meridian.controlplane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.dispatch.model.Assignment;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.ForgottenSpecs;
import dev.meridian.controlplane.jobs.model.JobId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The stored spec of a job that runs is damaged: it runs on and can be ended, and its node is told
/// of all else.
@Scenario
class TornSpecTest {
    private static final String JOB =
            "{name: %s, taskGroups: [{resources: {cpu: 1}, task: {command: [sleep, \"9\"]}}]}";

    @Autowired private Plane plane;
    @Autowired private ApplicationContext context;
    @Autowired private JdbcClient jdbc;

    private NodeId node;
    private JobId torn;

    @BeforeEach
    void damage() {
        plane.empty();
        node = plane.node("eu-west", "n1");
        torn = plane.submit(JOB.formatted("torn"));
        plane.plan();
        plane.runs(plane.only(torn));
        jdbc.sql("update job_specs set spec = '{\"taskGroups\": \"torn\"}' where id = ?")
                .param(torn.value())
                .update();
        ForgottenSpecs.of(context);
    }

    @Test
    void itStaysAsItIsAndTheNodeIsToldOfOthers() {
        JobId other = plane.submit(JOB.formatted("other"));
        plane.plan();
        assertThat(plane.told(node))
                .extracting(Assignment::job, Assignment::driver)
                .contains(
                        org.assertj.core.groups.Tuple.tuple(torn, ""),
                        org.assertj.core.groups.Tuple.tuple(other, "sandbox"))
                .hasSize(2);
        assertThat(assignment().stop()).isNull();
        assertThat(plane.only(torn).state()).isEqualTo("RUNNING");
    }

    @Test
    void itCanBeCancelled() {
        plane.cancel(torn);
        assertThat(assignment().stop()).isNotNull();
        plane.stopped(plane.only(torn));
        assertThat(plane.state(torn)).isEqualTo("CANCELLED");
        assertThat(plane.told(node)).isEmpty();
    }

    @Test
    void whereItsAgentHasLostItTheJobFailsAndSaysWhy() {
        plane.fails(plane.only(torn), "START_FAILED");
        plane.plan();
        assertThat(plane.only(torn).state()).isIn("PENDING", "FAILED");
        assertThat(plane.told(node)).isEmpty();
    }

    private Assignment assignment() {
        return plane.told(node).stream()
                .filter(each -> each.job().equals(torn))
                .findFirst()
                .orElseThrow();
    }
}
