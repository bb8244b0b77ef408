package dev.meridian.controlplane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.Jobs;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.NewPlacement;
import dev.meridian.controlplane.kernel.model.Money;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A plan is made from what was; what has changed since is refused.
@Scenario
class PlanRaceTest {
    @Autowired private Plane plane;
    @Autowired private Jobs jobs;
    @Autowired private JdbcClient jdbc;

    @BeforeEach
    void empty() {
        plane.empty();
    }

    @Test
    void twoPlansPlaceAnAllocationOnce() {
        NodeId first = plane.node("eu-west", "n1");
        NodeId second = plane.node("us-east", "n2");
        JobId job = plane.submit("{name: a, taskGroups: [{task: {command: [\"true\"]}}]}");
        NewPlacement here = row(job, first);
        NewPlacement there = row(job, second);
        assertThat(jobs.place(List.of(here), plane.now()).placed()).hasSize(1);
        var late = jobs.place(List.of(there), plane.now());
        assertThat(late.placed()).isEmpty();
        assertThat(late.refused()).containsKey(plane.only(job).id());
        assertThat(plane.only(job).node()).isEqualTo(first);
        assertThat(plane.only(job).epoch()).isEqualTo(1);
    }

    @Test
    void aJobCancelledWhileItIsPlannedIsNotPlaced() {
        NodeId node = plane.node("eu-west", "n1");
        JobId job = plane.submit("{name: a, taskGroups: [{task: {command: [\"true\"]}}]}");
        NewPlacement row = row(job, node);
        plane.cancel(job);
        assertThat(jobs.place(List.of(row), plane.now()).placed()).isEmpty();
        assertThat(plane.state(job)).isEqualTo("CANCELLED");
    }

    private NewPlacement row(JobId job, NodeId node) {
        var allocation = plane.only(job).id();
        long version =
                jdbc.sql("select version from allocations where id = ?")
                        .param(allocation.value())
                        .query(Long.class)
                        .single();
        return new NewPlacement(allocation, version, node, List.of(), Money.ZERO, "{}");
    }
}
