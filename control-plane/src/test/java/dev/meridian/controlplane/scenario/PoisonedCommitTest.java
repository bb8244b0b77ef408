package dev.meridian.controlplane.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.controlplane.dispatch.PoisonedPlanning;
import dev.meridian.controlplane.jobs.JobSpecReader;
import dev.meridian.controlplane.jobs.Jobs;
import dev.meridian.controlplane.jobs.SpecFormat;
import dev.meridian.controlplane.jobs.SpecReading;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import dev.meridian.controlplane.placement.DryRuns;
import dev.meridian.controlplane.placement.Explanations;
import dev.meridian.controlplane.placement.model.DryRun;
import dev.meridian.controlplane.placement.model.Explanation;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A job whose placement the database refuses holds up nobody else.
@Scenario
class PoisonedCommitTest {
    private static final String JOB =
            "{name: %s, taskGroups: [{resources: {cpu: 1}, task: {command: [\"true\"]}}]}";
    private static final String GANG =
            "{name: gang, taskGroups: [{count: 2, minCount: 2, resources: {cpu: 1}, task: {command: [\"true\"]}}]}";
    private static final String REFUSED =
            "raise exception 'it does not fit' using errcode = '23514'";

    @Autowired private Plane plane;
    @Autowired private ApplicationContext context;
    @Autowired private MeterRegistry meters;
    @Autowired private JdbcClient jdbc;

    @BeforeEach
    void empty() {
        plane.empty();
        for (String node : List.of("n1", "n2", "n3")) {
            plane.node("eu-west", node);
        }
    }

    @AfterEach
    void mend() {
        for (String table : List.of("attempts", "allocations", "pending_reasons")) {
            jdbc.sql("drop trigger if exists poison on " + table).update();
        }
    }

    @Test
    void sixteenOthersOfTheSameRoundArePlacedAndItIsQuarantinedAfterThreeFailures() {
        List<JobId> before = submit(8);
        JobId poison = plane.submit(JOB.formatted("poison"));
        List<JobId> after = submit(8);
        poison("attempts", "insert", poison, REFUSED);
        double quarantined = count("meridian.plan.quarantined");
        double failures = count("meridian.plan.commit.failures");

        round();
        assertThat(before).allSatisfy(this::isPlaced);
        assertThat(after).allSatisfy(this::isPlaced);
        assertThat(plane.states(poison)).containsExactly("PENDING");
        assertThat(reason(poison).token()).isEqualTo("PendingEvaluation");
        assertThat(reason(poison).sentence()).contains("could not be stored", "it does not fit");
        for (int i = 0; i < 3; i++) {
            round();
        }
        assertThat(count("meridian.plan.commit.failures") - failures).isEqualTo(3);
        assertThat(reason(poison).token()).isEqualTo("Misconfigured");
        assertThat(reason(poison).sentence())
                .contains("could not be stored, 3 times", "it does not fit", "meridian retry");
        assertThat(plane.history(poison, "QUARANTINED")).hasSize(1);
        assertThat(count("meridian.plan.quarantined") - quarantined).isEqualTo(1);

        mend();
        round();
        assertThat(plane.states(poison)).as("it is kept out").containsExactly("PENDING");
        plane.bean(Jobs.class).retry(poison, "the database was mended");
        round();
        isPlaced(poison);
    }

    @Test
    void aGangIsStoredWholeOrNotAtAll() {
        JobId poison = plane.submit(GANG);
        JobId good = plane.submit(GANG);
        poison(
                "attempts",
                "insert",
                poison,
                "if exists (select from allocations where id = new.allocation_id and index = 1) then %s; end if"
                        .formatted(REFUSED));
        round();
        assertThat(plane.states(good)).containsExactly("ASSIGNED", "ASSIGNED");
        assertThat(plane.states(poison)).containsExactly("PENDING", "PENDING");
    }

    @Test
    void whereNotEvenItsQuarantineCanBeStoredTheOthersGoOn() {
        JobId poison = plane.submit(JOB.formatted("poison"));
        poison("allocations", "update", poison, REFUSED);
        for (int i = 0; i < 5; i++) {
            JobId good = plane.submit(JOB.formatted("good"));
            round();
            isPlaced(good);
        }
        assertThat(plane.states(poison)).containsExactly("PENDING");
        assertThat(reason(poison).token()).isEqualTo("Misconfigured");
    }

    @Test
    void aReasonThatCannotBeStoredHoldsUpNobody() {
        JobId poison =
                plane.submit(
                        "{name: huge, taskGroups: [{resources: {cpu: 1000}, task: {command: [\"true\"]}}]}");
        poison("pending_reasons", "insert or update", poison, REFUSED);
        JobId good = plane.submit(JOB.formatted("good"));
        JobId waiting =
                plane.submit(
                        "{name: vast, taskGroups: [{resources: {cpu: 2000}, task: {command: [\"true\"]}}]}");
        round();
        isPlaced(good);
        assertThat(reason(waiting).token()).isEqualTo("NoMatchingNode");
        for (int i = 0; i < 3; i++) {
            plane.pass(Duration.ofSeconds(2));
            round();
        }
        assertThat(plane.history(poison, "QUARANTINED")).hasSize(1);
    }

    /// The server ends the connection in the middle of the commit; a transaction is rolled back for
    /// the sake of another.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "perform pg_terminate_backend(pg_backend_pid())",
                "raise exception 'could not serialize' using errcode = '40001'",
                "raise exception 'no room' using errcode = '53100'"
            })
    void whatIsTheDatabasesOwnFailureBlamesNobody(String failure) {
        JobId one = plane.submit(JOB.formatted("one"));
        JobId two = plane.submit(JOB.formatted("two"));
        poison("attempts", "insert", one, failure);
        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(this::round).isInstanceOf(RuntimeException.class);
        }
        assertThat(plane.states(two)).as("tried again as it is").containsExactly("PENDING");
        mend();
        round();
        isPlaced(one);
        isPlaced(two);
        assertThat(plane.history(one, "QUARANTINED")).isEmpty();
    }

    @Test
    void whereNothingCanBeStoredNobodyIsAtFault() {
        List<JobId> jobs = submit(3);
        poison("attempts", "insert", null, REFUSED);
        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(this::round).hasStackTraceContaining("it does not fit");
        }
        mend();
        round();
        assertThat(jobs).allSatisfy(this::isPlaced);
    }

    /// As damage would: the planner cannot reckon with a time before time began.
    @Test
    void dryRunsAndExplanationsAnswerWhileAJobWaitsThatThePlannerCannotBear() {
        JobId poison = plane.submit(JOB.formatted("poison"));
        jdbc.sql("update task_groups set queued_at = '-infinity' where job_id = ?")
                .param(poison.value())
                .update();
        DryRun fits = plane.bean(DryRuns.class).plan(spec(JOB.formatted("asked")));
        assertThat(fits.allocations()).hasSize(1).allMatch(one -> one.reason() == null);
        DryRun waits =
                plane.bean(DryRuns.class)
                        .plan(
                                spec(
                                        "{name: asked, taskGroups: [{resources: {cpu: 1000}, task: {command: [\"true\"]}}]}"));
        assertThat(waits.allocations()).hasSize(1).allMatch(one -> one.reason() != null);
        assertThat(reason(poison).sentence()).contains("the planner fails on it");
        JobId other =
                plane.submit(
                        "{name: huge, taskGroups: [{resources: {cpu: 1000}, task: {command: [\"true\"]}}]}");
        assertThat(reason(other).token()).isEqualTo("NoMatchingNode");

        for (int i = 0; i < 3; i++) {
            round();
        }
        assertThat(reason(poison).sentence()).contains("the planner failed on it 3 times");
        assertThat(plane.bean(DryRuns.class).plan(spec(JOB.formatted("asked"))).allocations())
                .allMatch(one -> one.reason() == null);
    }

    private void round() {
        new PoisonedPlanning(context, null).runOnce(plane.now());
    }

    private List<JobId> submit(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> plane.submit(JOB.formatted("good-" + i)))
                .toList();
    }

    private void isPlaced(JobId job) {
        assertThat(plane.states(job)).containsExactly("ASSIGNED");
    }

    /// @param job null: every one
    private void poison(String table, String event, @Nullable JobId job, String statement) {
        String allocation = table.equals("allocations") ? "new.id" : "new.allocation_id";
        jdbc.sql(
                        """
                        create or replace function poison() returns trigger language plpgsql as $$
                        begin
                            if %s then %s; end if;
                            return new;
                        end $$
                        """
                                .formatted(
                                        job == null
                                                ? "true"
                                                : "(select job_id from allocations where id = %s) = '%s'"
                                                        .formatted(allocation, job),
                                        statement))
                .update();
        jdbc.sql(
                        "create trigger poison before %s on %s for each row execute function poison()"
                                .formatted(event, table))
                .update();
    }

    private JobSpec spec(String yaml) {
        return plane.bean(JobSpecReader.class).read(yaml.getBytes(UTF_8), SpecFormat.YAML)
                        instanceof SpecReading.Accepted accepted
                ? accepted.spec()
                : fail(yaml);
    }

    private static JobSpec fail(String yaml) {
        throw new AssertionError(yaml);
    }

    private Explanation.Reason reason(JobId job) {
        return Objects.requireNonNull(
                plane.bean(Explanations.class).of(job).orElseThrow().reason());
    }

    private double count(String meter) {
        return meters.counter(meter).count();
    }
}
