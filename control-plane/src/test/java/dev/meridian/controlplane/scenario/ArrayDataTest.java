package dev.meridian.controlplane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.scenario.Plane.Row;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// An array whose data lie in two regions: each member runs where its own part lies, and knows it.
@Scenario
class ArrayDataTest {
    private static final String SPREAD =
            """
            {name: spread, placement: {data: [{uri: "s3://west", region: eu-west, sizeGb: 400}, {uri: "s3://east", region: us-east, sizeGb: 400}]},
             taskGroups: [{array: {size: 6}, task: {command: ["true"]}}]}\
            """;

    @Autowired private Plane plane;

    @BeforeEach
    void empty() {
        plane.empty();
    }

    @Test
    void eachMemberRunsBesideItsPart() {
        NodeId west = plane.node("eu-west", "n1");
        NodeId east = plane.node("us-east", "n2");
        JobId job = plane.submit(SPREAD);
        plane.plan();
        plane.push();
        assertThat(plane.allocations(job)).extracting(Row::node).containsOnly(west, east);
        assertThat(plane.told(west))
                .hasSize(3)
                .allMatch(told -> data(told.env()).equals("s3://west"));
        assertThat(plane.told(east))
                .hasSize(3)
                .allMatch(told -> data(told.env()).equals("s3://east"));
    }

    @Test
    void whereOneRegionIsFullTheOtherTakesItsMembersToo() {
        NodeId west = plane.node("eu-west", "n1");
        plane.submit(SPREAD);
        plane.plan();
        plane.push();
        assertThat(plane.told(west)).hasSize(6).map(told -> data(told.env())).contains("s3://east");
    }

    private static String data(Map<String, String> env) {
        return env.getOrDefault("MERIDIAN_DATA", "");
    }
}
