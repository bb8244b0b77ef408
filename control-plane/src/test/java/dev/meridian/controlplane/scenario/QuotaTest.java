package dev.meridian.controlplane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.kernel.model.Millicores;
import dev.meridian.controlplane.placement.Explanations;
import dev.meridian.controlplane.projects.Queues;
import dev.meridian.controlplane.projects.model.Limits;
import dev.meridian.controlplane.projects.model.Queue;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// What a queue of the database may use, from submission to the reason that its owner reads.
@Scenario
class QuotaTest {
    private static final String QUEUE = "quota-test";

    @Autowired private Plane plane;

    @BeforeEach
    void empty() {
        plane.empty();
        plane.node("eu-west", "n1");
        plane.bean(Queues.class).create(queue(2, false, false));
    }

    @AfterEach
    void leaveNothing() {
        plane.empty();
        plane.bean(Queues.class).delete("default", QUEUE);
    }

    private static Queue queue(int cores, boolean borrowing, boolean suspended) {
        return new Queue(
                "default",
                QUEUE,
                null,
                1,
                new Limits(Millicores.ofCores(cores), null, null),
                borrowing,
                suspended,
                0);
    }

    private JobId submit(String name, boolean preemptible) {
        return plane.submit(
                """
                {name: %s, queue: %s, preemptible: %s, taskGroups: [
                  {resources: {cpu: 2}, task: {command: ["true"]}}]}
                """
                        .formatted(name, QUEUE, preemptible));
    }

    @Test
    void whatIsAboveTheQuotaWaitsAndSaysSo() {
        JobId first = submit("first", false);
        JobId second = submit("second", false);
        plane.plan();
        assertThat(plane.states(first)).containsExactly("ASSIGNED");
        assertThat(plane.pendingReason(plane.only(second).id())).isEqualTo("WaitingForQuota");
        assertThat(reason(second)).isEqualTo("queue quota-test uses 2 of 2 cores, this needs 2");
        plane.runs(plane.only(first));
        plane.succeeds(plane.only(first));
        plane.plan();
        assertThat(plane.states(second)).containsExactly("ASSIGNED");
    }

    @Test
    void whoMayBorrowDoesSoWithWhatCanBeTakenBack() {
        plane.bean(Queues.class).change(queue(2, true, false), null);
        JobId first = submit("first", true);
        JobId second = submit("second", true);
        plane.plan();
        assertThat(plane.states(first)).containsExactly("ASSIGNED");
        assertThat(plane.states(second)).containsExactly("ASSIGNED");
    }

    @Test
    void nothingStartsFromASuspendedQueue() {
        plane.bean(Queues.class).change(queue(2, true, true), null);
        JobId job = submit("held", false);
        plane.plan();
        assertThat(plane.states(job)).containsExactly("PENDING");
        assertThat(plane.pendingReason(plane.only(job).id())).isEqualTo("Suspended");
    }

    private String reason(JobId job) {
        return Objects.requireNonNull(plane.bean(Explanations.class).of(job).orElseThrow().reason())
                .sentence();
    }
}
