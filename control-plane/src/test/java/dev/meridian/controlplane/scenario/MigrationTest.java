package dev.meridian.controlplane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.dispatch.MigrationLoop;
import dev.meridian.controlplane.dispatch.store.MigrationTurn;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.Jobs;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.Move;
import dev.meridian.controlplane.jobs.model.NewPlacement;
import dev.meridian.controlplane.jobs.model.StopOrder;
import dev.meridian.controlplane.kernel.model.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What runs is moved so that what waits fits: two nodes of four accelerators, each with one taken,
/// and a job that wants four.
@Scenario
class MigrationTest {
    private static final Duration ROUND = Duration.ofMinutes(1);

    @Autowired private Plane plane;

    private NodeId one;

    @BeforeEach
    void empty() {
        plane.empty();
        one = plane.node("eu-west", "n1", 4);
    }

    private Plane.Row running(String terms, int gpus) {
        JobId job = submit("small", terms, gpus);
        plane.plan();
        plane.runs(plane.only(job));
        return plane.only(job);
    }

    private JobId submit(String name, String terms, int gpus) {
        return plane.submit(
                """
                {name: %s, %s, taskGroups: [{resources: {cpu: 1, accelerators: "H100:%d"},
                  task: {command: ["true"]}}]}
                """
                        .formatted(name, terms, gpus));
    }

    private void round() {
        plane.pass(ROUND);
        plane.bean(MigrationLoop.class).runOnce(plane.now());
        plane.push();
    }

    @Test
    void oneMoveLetsAWholeNodeJobIn() {
        Plane.Row first = running("preemptible: true", 1);
        NodeId two = plane.node("us-east", "n2", 4);
        // holds more of the other node, and is not to be stopped
        JobId firm = submit("firm", "placement: {anyOf: [{region: us-east}]}", 2);
        plane.plan();
        plane.runs(plane.only(firm));
        JobId whole = submit("whole", "type: batch", 4);
        plane.plan();
        assertThat(plane.pendingReason(plane.only(whole).id())).isEqualTo("InsufficientResources");

        round();

        Plane.Row moving = plane.only(first.job());
        assertThat(moving.node()).as("its next place is its own already").isEqualTo(two);
        assertThat(plane.copies(first.id())).containsExactly("1 stopping");
        assertThat(plane.history(first.job(), "MOVING"))
                .singleElement()
                .asString()
                .contains("job " + whole + " fits where it was")
                .contains("accelerators are won");
        plane.plan();
        assertThat(plane.pendingReason(plane.only(whole).id())).isEqualTo("WaitingForPreemption");

        plane.stopped(first);
        plane.plan();
        assertThat(plane.only(whole).node()).isEqualTo(one);
        assertThat(plane.ends(first.id())).containsExactly("PREEMPTED MIGRATED", "ASSIGNED");
        assertThat(plane.retries(first.id())).isZero();
        assertThat(plane.copies(first.id())).containsExactly("2");
    }

    /// By who runs it, by the user's word, and by the rules of the group.
    @Test
    void whatMayNotBeMovedStays() {
        Plane.Row firm = running("priorityClass: standard", 1);
        plane.node("us-east", "n2", 3);
        JobId whole = submit("whole", "type: batch", 4);
        plane.plan();
        round();
        assertThat(plane.only(firm.job())).isEqualTo(firm);

        plane.succeeds(firm);
        plane.cancel(whole);
        for (String terms :
                new String[] {
                    "preemptible: true, minRuntime: 3h",
                    "preemptible: true, disconnect: {policy: keep}",
                    "preemptible: true, budget: {maxTotalCost: 5}"
                }) {
            Plane.Row shielded = running(terms, 2);
            JobId waits = submit("whole", "type: batch", 4);
            plane.plan();
            round();
            assertThat(plane.only(shielded.job())).as(terms).isEqualTo(shielded);
            plane.succeeds(shielded);
            plane.cancel(waits);
        }
    }

    @Test
    void whatWasMovedIsLeftAloneAndOneReplicaLooksAtATime() {
        Plane.Row first = running("preemptible: true, checkpoint: {path: /tmp/c, every: 1m}", 1);
        NodeId two = plane.node("us-east", "n2", 4);
        JobId whole = submit("whole", "placement: {anyOf: [{region: eu-west}]}", 4);
        plane.plan();
        round();
        plane.stopped(first);
        plane.plan();
        plane.runs(plane.only(first.job()));
        Plane.Row second = plane.only(first.job());
        assertThat(second.node()).isEqualTo(two);
        plane.runs(plane.only(whole));
        plane.succeeds(plane.only(whole));

        JobId back = submit("back", "placement: {anyOf: [{region: us-east}]}", 4);
        plane.plan();
        round();
        assertThat(plane.only(first.job())).as("no ping-pong").isEqualTo(second);
        assertThat(plane.only(back).state()).isEqualTo("PENDING");

        MigrationTurn turn = plane.bean(MigrationTurn.class);
        Instant later = plane.now().plus(ROUND);
        assertThat(turn.take(ROUND, later)).isTrue();
        assertThat(turn.take(ROUND, later)).as("another replica").isFalse();
        assertThat(turn.take(ROUND, plane.now())).as("a clock set back").isTrue();
    }

    /// To a node that was away only after a stable time.
    @Test
    void nothingGoesToANodeThatHasJustComeBack() {
        Plane.Row first = running("preemptible: true", 1);
        NodeId two = plane.node("us-east", "n2", 4);
        plane.pass(Duration.ofMinutes(2));
        plane.silence(two);
        plane.pass(Duration.ofSeconds(20));
        plane.returns(two);
        submit("whole", "placement: {anyOf: [{region: eu-west}]}", 4);
        plane.plan();
        round();
        assertThat(plane.only(first.job())).isEqualTo(first);
        plane.pass(Duration.ofMinutes(10));
        round();
        assertThat(plane.only(first.job()).node()).isEqualTo(two);
    }

    /// Where one of them has moved on, none is touched.
    @Test
    void aChainIsDoneWholeOrNotAtAll() {
        Plane.Row first = running("preemptible: true", 1);
        Plane.Row other = running("preemptible: true", 1);
        NodeId two = plane.node("us-east", "n2", 4);
        assertThat(
                        plane.bean(Jobs.class)
                                .relocateTogether(
                                        List.of(move(first, two, 0), move(other, two, 1)),
                                        plane.now()))
                .isPresent();
        plane.push();
        assertThat(plane.only(first.job())).isEqualTo(first);
        assertThat(plane.copies(first.id())).containsExactly("1");
        assertThat(plane.history(first.job(), "MOVING")).isEmpty();
    }

    /// What cannot be written of one holds up no other, and is not tried again each round.
    @Test
    void aChainThatCannotBeStoredHoldsUpNoOther() {
        Plane.Row bad = running("preemptible: true", 1);
        plane.node("ap-south", "n3", 4);
        Plane.Row good =
                running(
                        "preemptible: true, placement: {anyOf: [{region: ap-south}, {region: us-east}]}",
                        1);
        plane.node("us-east", "n2", 4);
        submit("whole", "placement: {anyOf: [{region: eu-west}]}", 4);
        submit("other", "placement: {anyOf: [{region: ap-south}]}", 4);
        plane.plan();
        JdbcClient jdbc = plane.bean(JdbcClient.class);
        jdbc.sql(
                        """
                        create function unmovable() returns trigger language plpgsql as $$
                        begin
                            if new.job_id = '%s' then raise 'no' using errcode = 'data_exception'; end if;
                            return new;
                        end $$
                        """
                                .formatted(bad.job()))
                .update();
        try {
            jdbc.sql(
                            "create trigger unmovable before update on allocations for each row execute function unmovable()")
                    .update();
            round();
        } finally {
            jdbc.sql("drop function unmovable cascade").update();
        }
        assertThat(plane.only(good.job())).as("goes on elsewhere").isNotEqualTo(good);
        round();
        assertThat(plane.only(bad.job())).as("is left alone for now").isEqualTo(bad);
    }

    private Move move(Plane.Row row, NodeId to, int tooOld) {
        long version =
                plane.bean(JdbcClient.class)
                        .sql("select version from allocations where id = ?")
                        .param(row.id().value())
                        .query(Long.class)
                        .single();
        return new Move(
                new NewPlacement(row.id(), version - tooOld, to, List.of(), Money.ZERO, "{}"),
                false,
                StopOrder.MIGRATE,
                "a test");
    }

    @Test
    void aServiceServesUntilItsNextCopyDoes() {
        JobId web =
                plane.submit(
                        """
                        {name: web, type: service, taskGroups: [{resources: {cpu: 1, accelerators: "H100:1"},
                          task: {command: [serve]}}]}
                        """);
        plane.plan();
        plane.runs(plane.only(web));
        Plane.Row first = plane.only(web);
        NodeId two = plane.node("us-east", "n2", 4);
        JobId whole = submit("whole", "placement: {anyOf: [{region: eu-west}]}", 4);
        plane.plan();
        round();
        assertThat(plane.copies(first.id())).containsExactly("1", "2");
        assertThat(plane.state(web)).isEqualTo("RUNNING");
        plane.runs(plane.only(web));
        plane.pass(Duration.ofSeconds(8));
        assertThat(plane.copies(first.id())).containsExactly("1 stopping", "2");
        plane.stopped(first);
        plane.plan();
        assertThat(plane.only(web).node()).isEqualTo(two);
        assertThat(plane.only(whole).node()).isEqualTo(one);
    }
}
