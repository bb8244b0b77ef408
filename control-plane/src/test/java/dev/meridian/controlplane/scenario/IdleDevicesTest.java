package dev.meridian.controlplane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.forecast.RightSizing;
import dev.meridian.controlplane.forecast.model.runtime.Hint;
import dev.meridian.controlplane.jobs.JobQueries;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.telemetry.PartitionUpkeep;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Who holds accelerators and does not use them is told, while it still runs.
@Scenario
class IdleDevicesTest {
    private static final Duration QUARTER = Duration.ofMinutes(15);

    @Autowired private Plane plane;
    @Autowired private JdbcClient jdbc;

    @BeforeEach
    void empty() {
        plane.empty();
        jdbc.sql("delete from sample_rollups").update();
    }

    @Test
    void whoAskedForFourAndKeepsOneBusyIsTold() {
        NodeId node = plane.node("eu-west", "gpus", 4);
        JobId job =
                plane.submit(
                        "{name: idle, taskGroups: [{resources: {cpu: 1, memory: 1Gi, accelerators: \"H100:4\"}, task: {command: [x]}}]}");
        plane.plan();
        plane.runs(plane.only(job));
        plane.bean(PartitionUpkeep.class).runOnce(plane.now());
        Instant from = plane.now();
        plane.pass(Duration.ofHours(3));
        measured(node, job, from, 4);
        assertThat(hints(job)).as("not for hours yet").isEmpty();

        measured(node, job, from.plus(QUARTER.multipliedBy(4)), 6);
        assertThat(hints(job))
                .singleElement()
                .satisfies(hint -> {
                    assertThat(hint.resource()).isEqualTo("accelerators");
                    assertThat(hint.used()).isEqualTo(1);
                    assertThat(hint.sentence())
                            .isEqualTo(
                                    "main asks for 4 H100; in 2.5 h its run kept 1 of them busier than 10 %. 1 would do.");
                });
    }

    private List<Hint> hints(JobId job) {
        return plane.bean(RightSizing.class)
                .hints(plane.bean(JobQueries.class).job(job).orElseThrow());
    }

    /// The first device at 60 %, the others at 1 %.
    private void measured(NodeId node, JobId job, Instant from, int quarters) {
        jdbc.sql(
                        """
                        insert into sample_layouts (fingerprint, metrics, devices)
                        values ('00000000-0000-0000-0000-00000000000b',
                            array['cpu.used', 'gpu.utilisation', 'gpu.utilisation', 'gpu.utilisation', 'gpu.utilisation'],
                            array['', 'gpu0', 'gpu1', 'gpu2', 'gpu3'])
                        on conflict do nothing\
                        """)
                .update();
        for (int i = 0; i < quarters; i++) {
            jdbc.sql(
                            """
                            insert into sample_rollups (at, node_id, allocation_id, layout, samples, means, maxima)
                            select :at, :node, a.id, l.id, 15, array[1, 0.6, 0.01, 0.01, 0.01]::real[],
                                array[1, 1, 0.01, 0.01, 0.01]::real[]
                            from allocations a, sample_layouts l
                            where a.job_id = :job and l.fingerprint = '00000000-0000-0000-0000-00000000000b'\
                            """)
                    .param("at", from.plus(QUARTER.multipliedBy(i)).atOffset(ZoneOffset.UTC))
                    .param("node", node.value())
                    .param("job", job.value())
                    .update();
        }
    }
}
