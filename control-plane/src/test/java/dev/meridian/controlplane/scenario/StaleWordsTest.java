package dev.meridian.controlplane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.dispatch.Heartbeats;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.Jobs;
import dev.meridian.controlplane.jobs.model.AllocationEvent.FailedReported;
import dev.meridian.controlplane.jobs.model.AllocationEvent.FencedReported;
import dev.meridian.controlplane.jobs.model.AllocationEvent.Report;
import dev.meridian.controlplane.jobs.model.AllocationEvent.StartedReported;
import dev.meridian.controlplane.jobs.model.AllocationEvent.StartingReported;
import dev.meridian.controlplane.jobs.model.AllocationEvent.StoppedReported;
import dev.meridian.controlplane.jobs.model.AllocationEvent.SucceededReported;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.CopyUse;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.Observation;
import dev.meridian.controlplane.jobs.model.ObservationAnswer;
import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.telemetry.Logs;
import dev.meridian.controlplane.telemetry.Samples;
import dev.meridian.controlplane.telemetry.model.LogChunk;
import dev.meridian.controlplane.telemetry.model.LogKey;
import dev.meridian.controlplane.telemetry.model.LogStream;
import dev.meridian.controlplane.telemetry.model.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Whatever an agent says that does not hold the newest copy: it writes nothing and deletes
/// nothing, in no table, whichever epoch it names. The contents of all tables are compared before
/// and after.
@Scenario
class StaleWordsTest {
    @Autowired private Plane plane;
    @Autowired private JdbcClient jdbc;

    private NodeId first;
    private NodeId second;
    private NodeId stranger;
    private AllocationId allocation;

    /// The first node has lost it to the second, and is back.
    @BeforeEach
    void itHasMovedOn() {
        plane.empty();
        first = plane.node("eu-west", "n1");
        JobId job = plane.submit("{name: l, taskGroups: [{task: {command: [sleep, \"1000\"]}}]}");
        plane.plan();
        plane.runs(plane.only(job));
        second = plane.node("us-east", "n2");
        plane.silence(first);
        plane.pass(Duration.ofSeconds(132));
        assertThat(plane.only(job).epoch()).isEqualTo(2);
        assertThat(plane.only(job).node()).isEqualTo(second);
        plane.runs(plane.only(job));
        plane.returns(first);
        stranger = plane.node("ap-south", "n3");
        allocation = plane.only(job).id();
    }

    private List<Report> reports(int epoch) {
        Instant now = plane.now();
        return List.of(
                new StartingReported(epoch, now),
                new StartedReported(epoch, now),
                new SucceededReported(epoch, 0, now),
                new FailedReported(epoch, "EXIT_CODE", 1, "stale", now),
                new FailedReported(epoch, "AGENT_LOST", null, "stale", now),
                new StoppedReported(epoch, 143, now),
                new FencedReported(epoch, now));
    }

    @Test
    void everyKindOfReportIsTried() {
        assertThat(reports(1).stream().map(Object::getClass).collect(Collectors.toSet()))
                .isEqualTo(Set.copyOf(Arrays.asList(Report.class.getPermittedSubclasses())));
    }

    @Test
    void noStaleReportWritesAnything() {
        for (int epoch = 0; epoch <= 3; epoch++) {
            for (NodeId node : List.of(first, second, stranger)) {
                if (epoch == 2 && node.equals(second)) continue; // that one is right
                List<Report> all = reports(epoch);
                unchanged(
                        all + " from " + node,
                        () ->
                                assertThat(all)
                                        .allMatch(report ->
                                                observed(node, report)
                                                        instanceof ObservationAnswer.Kill));
            }
        }
    }

    @Test
    void noOtherStaleWordWritesAnythingOfTheCopy() {
        unchanged("a heartbeat", () -> plane.bean(Heartbeats.class).renew(List.of(first), now()));
        unchanged("a death", () -> plane.bean(Heartbeats.class).died(first, Set.of(), now()));
        unchanged("a silence", () -> plane.bean(Heartbeats.class).silent(first, now(), now()));
        unchanged("output of the next copy", () -> logs(first, 2));
        unchanged("output of a copy that never was", () -> logs(first, 3));
        unchanged("output of somebody else's copy", () -> logs(stranger, 1));
        unchanged(
                "a sample of the next copy",
                () -> {
                    Samples samples = plane.bean(Samples.class);
                    samples.append(
                            first, List.of(new Sample(now(), allocation, "cpu.used", "", 7)));
                    samples.flush();
                });
    }

    @Test
    void whatAStaleCopyUsedIsNotBookedToTheNext() {
        Instant now = now();
        Observation right =
                new Observation(
                        allocation,
                        second,
                        new SucceededReported(2, 0, now),
                        new CopyUse(new Mebibytes(111), Duration.ofSeconds(1)));
        Observation stale =
                new Observation(
                        allocation,
                        first,
                        new FencedReported(1, now),
                        new CopyUse(new Mebibytes(777_777), Duration.ofHours(77)));
        plane.bean(Jobs.class).observe(List.of(right, stale), now);
        assertThat(
                        jdbc.sql(
                                        "select peak_memory_mib from attempts where allocation_id = ? and epoch = 2")
                                .param(allocation.value())
                                .query(Long.class)
                                .single())
                .isEqualTo(111);
    }

    @Test
    void theRightWordWrites() {
        Map<String, String> before = contents();
        assertThat(observed(second, new SucceededReported(2, 0, now())))
                .isInstanceOf(ObservationAnswer.Applied.class);
        assertThat(contents()).isNotEqualTo(before);
        before = contents();
        logs(first, 1); // the last words of the old copy are its own
        assertThat(contents()).isNotEqualTo(before);
    }

    private Instant now() {
        return plane.now();
    }

    private ObservationAnswer observed(NodeId node, Report report) {
        CopyUse use = new CopyUse(new Mebibytes(777_777), Duration.ofHours(77));
        return plane.bean(Jobs.class)
                .observe(List.of(new Observation(allocation, node, report, use)), now())
                .getFirst();
    }

    private void logs(NodeId node, int epoch) {
        LogKey key = new LogKey(allocation, epoch, LogStream.STDOUT);
        plane.bean(Logs.class).append(node, List.of(new LogChunk(key, 0, new byte[] {'x'}, false)));
    }

    private void unchanged(String what, Runnable word) {
        Map<String, String> before = contents();
        word.run();
        assertThat(contents()).as(what).isEqualTo(before);
    }

    /// A digest of each table. How lately a node was heard is its own affair.
    private Map<String, String> contents() {
        Map<String, String> found = new TreeMap<>();
        List<String> tables =
                jdbc.sql(
                                """
                                select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                                where n.nspname = current_schema() and c.relkind in ('r', 'p')
                                    and not c.relispartition and c.relname <> 'node_health'\
                                """)
                        .query((row, _) -> row.getString(1))
                        .list();
        for (String table : tables) {
            found.put(
                    table,
                    jdbc.sql(
                                    "select count(*) || ' ' || coalesce(md5(string_agg(t::text, ',' order by t::text)), '') from \"%s\" t"
                                            .formatted(table))
                            .query(String.class)
                            .single());
        }
        return found;
    }
}
