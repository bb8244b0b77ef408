package dev.meridian.controlplane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.forecast.RunTimes;
import dev.meridian.controlplane.forecast.RuntimeLoop;
import dev.meridian.controlplane.forecast.model.runtime.Link;
import dev.meridian.controlplane.forecast.model.runtime.Prediction;
import dev.meridian.controlplane.forecast.model.runtime.Target;
import dev.meridian.controlplane.jobs.JobQueries;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.view.JobView;
import java.time.Duration;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Runs teach how long the next ones take and what they need.
@Scenario
class RunTimesTest {
    @Autowired private Plane plane;
    @Autowired private JdbcClient jdbc;

    @BeforeEach
    void empty() {
        plane.empty();
    }

    @Test
    void theNextRunIsForetoldByThoseBeforeIt() {
        plane.node("eu-west", "n1");
        for (int i = 0; i < 4; i++) {
            JobId job = submit("learn-" + i, "[python, learn.py, --seed=" + i + "]");
            run(job, Duration.ofMinutes(10), 700);
        }
        plane.bean(RuntimeLoop.class).runOnce(plane.now());
        plane.bean(RuntimeLoop.class).runOnce(plane.now());

        JobId next = submit("learn-next", "[python, learn.py, --seed=9]");
        Prediction time = told(Target.RUNTIME, next);
        assertThat(time.link()).isEqualTo(Link.RUN);
        assertThat(time.samples()).as("each counts once").isEqualTo(4);
        assertThat(time.distribution().p50()).isCloseTo(600, Offset.offset(30.0));
        assertThat(told(Target.MEMORY, next).distribution().p50())
                .isCloseTo(700, Offset.offset(1.0));
    }

    @Test
    void memoryGrowsToWhatRunsLikeItNeeded() {
        plane.node("eu-west", "n1");
        for (int i = 0; i < 3; i++) {
            run(submit("big-" + i, "[python, big.py]"), Duration.ofMinutes(1), 1500);
        }
        plane.bean(RuntimeLoop.class).runOnce(plane.now());
        JobId job =
                plane.submit(
                        """
                        name: big
                        retry: {max: 2, backoff: 1s, on: [{reason: OOM, memoryFactor: 1.5}]}
                        taskGroups: [{resources: {cpu: 1, memory: 512Mi}, task: {command: [python, big.py]}}]
                        """);
        plane.plan();
        plane.runs(plane.only(job));
        plane.fails(plane.only(job), "OOM");

        Double factor =
                jdbc.sql("select memory_factor from allocations where job_id = :job")
                        .param("job", job.value())
                        .query(Double.class)
                        .single();
        assertThat(factor).as("more than the rule's 1.5, for 1,500 MiB and some").isGreaterThan(3);
    }

    private JobId submit(String name, String command) {
        return plane.submit(
                "{name: %s, taskGroups: [{resources: {cpu: 1, memory: 1Gi}, task: {command: %s}}]}"
                        .formatted(name, command));
    }

    private void run(JobId job, Duration time, long peakMib) {
        plane.plan();
        plane.runs(plane.only(job));
        plane.pass(time);
        plane.succeeds(plane.only(job));
        jdbc.sql(
                        """
                        update attempts set peak_memory_mib = :peak
                        where allocation_id in (select id from allocations where job_id = :job)\
                        """)
                .param("peak", peakMib)
                .param("job", job.value())
                .update();
    }

    private Prediction told(Target target, JobId id) {
        JobView job = plane.bean(JobQueries.class).job(id).orElseThrow();
        return plane.bean(RunTimes.class)
                .predict(
                        target,
                        RunTimes.traits(
                                Objects.requireNonNull(job.spec()).taskGroups().getFirst(),
                                job.line().submittedBy()),
                        plane.now())
                .orElseThrow();
    }
}
