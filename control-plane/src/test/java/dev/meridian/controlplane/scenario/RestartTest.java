package dev.meridian.controlplane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.ControlPlane;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.support.SettableClock;
import dev.meridian.controlplane.support.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/// Nothing lives outside of the database: a control plane that goes loses nothing, and the next
/// goes on.
class RestartTest {
    private final String database = TestDatabase.freshUrl();
    @TempDir private Path home;

    @Test
    void theNextControlPlaneGoesOnWhereTheLastStopped() throws IOException {
        Files.createDirectories(home);
        JobId waiting;
        JobId running;
        NodeId node;
        try (ConfigurableApplicationContext first = start()) {
            Plane plane = new Plane(first);
            node = plane.node("eu-west", "n1");
            running = plane.submit("{name: r, taskGroups: [{task: {command: [sleep, \"9\"]}}]}");
            plane.plan();
            plane.runs(plane.only(running));
            waiting = plane.submit("{name: w, taskGroups: [{task: {command: [\"true\"]}}]}");
        }
        try (ConfigurableApplicationContext second = start()) {
            Plane plane = new Plane(second);
            assertThat(plane.told(node)).isEmpty();
            plane.returns(node);
            assertThat(plane.told(node)).hasSize(1);
            assertThat(plane.only(running).epoch()).as("it was not touched").isEqualTo(1);
            plane.plan();
            assertThat(plane.told(node)).hasSize(2);
            plane.succeeds(plane.only(running));
            plane.succeeds(plane.only(waiting));
            assertThat(plane.state(running)).isEqualTo("SUCCEEDED");
            assertThat(plane.state(waiting)).isEqualTo("SUCCEEDED");
        }
    }

    private ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(ControlPlane.class, Scenario.Wiring.class)
                .initializers(context ->
                        ((GenericApplicationContext) context)
                                .registerBean(
                                        SettableClock.class,
                                        () ->
                                                new SettableClock(
                                                        Instant.parse("2026-01-01T00:00:00Z")),
                                        definition -> definition.setPrimary(true)))
                .run(
                        "--meridian.home=" + home,
                        "--meridian.agents.port=0",
                        "--server.port=0",
                        "--meridian.loops.enabled=false",
                        "--spring.datasource.url=" + database,
                        "--spring.datasource.hikari.minimum-idle=0");
    }
}
