package dev.meridian.controlplane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.scenario.Plane.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Five tasks of different needs and three resources of different gifts, as the founding articles
/// tell of them: each task goes by what it is to where the resources serve it best.
@Scenario
class FiveTasksTest {
    @Autowired private Plane plane;
    private NodeId accelerated;
    private NodeId cheap;
    private NodeId far;

    @BeforeEach
    void fleet() {
        plane.empty();
        accelerated = plane.node("eu-west", "accelerated", 2);
        cheap = plane.node("eu-west", "cheap");
        far = plane.node("us-east", "far");
        plane.price(accelerated, 8);
        plane.price(cheap, 1);
        plane.price(far, 2);
    }

    @Test
    void eachGoesWhereItIsServedBest() {
        JobId learn =
                plane.submit(
                        """
                        {name: learn, placement: {data: [{uri: "s3://images", region: eu-west, sizeGb: 200}]}, taskGroups: [
                          {name: train, resources: {cpu: 4, accelerators: "H100:2"}, task: {command: [train]}},
                          {name: evaluate, dependsOn: [train], resources: {cpu: 1, accelerators: "H100:1"}, task: {command: [judge]}}]}
                        """);
        JobId prepare =
                plane.submit(
                        """
                        {name: prepare, placement: {data: [{uri: "s3://texts", region: us-east, sizeGb: 500}]},
                         taskGroups: [{resources: {cpu: 6}, task: {command: [prepare]}}]}
                        """);
        JobId report =
                plane.submit(
                        "{name: report, taskGroups: [{resources: {cpu: 1}, task: {command: [report]}}]}");
        JobId serve =
                plane.submit(
                        "{name: serve, type: service, taskGroups: [{count: 2, resources: {cpu: 2}, task: {command: [serve]}}]}");

        plane.plan();

        Row train = plane.allocations(learn).getFirst();
        assertThat(train.node()).as("the only accelerators").isEqualTo(accelerated);
        assertThat(plane.only(prepare).node()).as("beside its data").isEqualTo(far);
        assertThat(plane.only(report).node()).as("where an hour costs least").isEqualTo(cheap);
        assertThat(plane.allocations(serve))
                .extracting(Row::node)
                .as("services are spread, where hours cost less")
                .containsExactlyInAnyOrder(cheap, far);
        assertThat(plane.states(learn)).containsExactly("ASSIGNED", "PENDING");

        plane.succeeds(train);
        plane.plan();

        assertThat(plane.allocations(learn).getLast().node())
                .as("after what it depends on")
                .isEqualTo(accelerated);
    }
}
