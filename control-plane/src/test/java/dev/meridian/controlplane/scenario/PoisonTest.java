package dev.meridian.controlplane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.dispatch.PoisonedPlanning;
import dev.meridian.controlplane.jobs.Jobs;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.placement.Explanations;
import dev.meridian.controlplane.placement.model.Explanation;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/// A job that the planner cannot bear holds up nobody else, says why it waits, and can be released.
@Scenario
class PoisonTest {
    private static final String JOB =
            "{name: %s, taskGroups: [{resources: {cpu: 1}, task: {command: [\"true\"]}}]}";

    @Autowired private Plane plane;
    @Autowired private ApplicationContext context;
    @Autowired private MeterRegistry meters;

    @BeforeEach
    void empty() {
        plane.empty();
    }

    @Test
    void afterThreeFailuresItIsQuarantinedAndTheOthersRun() {
        plane.node("eu-west", "n1");
        JobId poison = plane.submit(JOB.formatted("poison"));
        JobId good = plane.submit(JOB.formatted("good"));
        var planning = new PoisonedPlanning(context, poison);
        double before = quarantined();

        planning.runOnce(plane.now());
        assertThat(plane.states(good)).containsExactly("ASSIGNED");
        assertThat(reason(poison).token()).isEqualTo("PendingEvaluation");
        assertThat(reason(poison).sentence()).contains("a bug that this job wakes");

        planning.runOnce(plane.now());
        planning.runOnce(plane.now());
        assertThat(plane.states(poison)).containsExactly("PENDING");
        assertThat(reason(poison).token()).isEqualTo("Misconfigured");
        assertThat(reason(poison).sentence())
                .contains("3 times", "a bug that this job wakes", "meridian retry");
        assertThat(plane.history(poison, "QUARANTINED")).hasSize(1);
        assertThat(quarantined() - before).isEqualTo(1);

        // whoever plans now, a replica that knows nothing of it or this one after a restart
        plane.plan();
        assertThat(plane.states(poison)).containsExactly("PENDING");
    }

    @Test
    void theOrderToRetryReleasesIt() {
        plane.node("eu-west", "n1");
        JobId poison = plane.submit(JOB.formatted("poison"));
        var planning = new PoisonedPlanning(context, poison);
        for (int i = 0; i < 3; i++) {
            planning.runOnce(plane.now());
        }
        plane.bean(Jobs.class).retry(poison, "the control plane was mended");
        plane.plan();
        assertThat(plane.states(poison)).containsExactly("ASSIGNED");
    }

    @Test
    void whatIsReleasedAndStillFailsIsQuarantinedAgain() {
        plane.node("eu-west", "n1");
        JobId poison = plane.submit(JOB.formatted("poison"));
        var planning = new PoisonedPlanning(context, poison);
        for (int i = 0; i < 3; i++) {
            planning.runOnce(plane.now());
        }
        plane.bean(Jobs.class).retry(poison, "it may be mended");
        for (int i = 0; i < 3; i++) {
            planning.runOnce(plane.now());
        }
        assertThat(reason(poison).token()).isEqualTo("Misconfigured");
        assertThat(plane.history(poison, "QUARANTINED")).hasSize(2);
    }

    private Explanation.Reason reason(JobId job) {
        return Objects.requireNonNull(
                plane.bean(Explanations.class).of(job).orElseThrow().reason());
    }

    private double quarantined() {
        return meters.counter("meridian.plan.quarantined").count();
    }
}
