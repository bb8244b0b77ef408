package dev.meridian.controlplane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.dispatch.ContactLoop;
import dev.meridian.controlplane.dispatch.Heartbeats;
import dev.meridian.controlplane.fleet.Fleet;
import dev.meridian.controlplane.fleet.model.Contact;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.JobId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// The control plane dies between the change of a node's contact and the word to its copies.
@Scenario
class UntoldContactTest {
    private static final String JOB =
            "{name: j, disconnect: {policy: keep}, taskGroups: [{task: {command: [sleep, \"9\"]}}]}";

    @Autowired private Plane plane;

    private NodeId node;
    private JobId job;

    @BeforeEach
    void run() {
        plane.empty();
        node = plane.node("edge", "n1");
        job = plane.submit(JOB);
        plane.plan();
        plane.runs(plane.only(job));
        plane.silence(node);
    }

    @Test
    void copiesOfASuspectAreToldLater() {
        var moved =
                plane.bean(Fleet.class)
                        .contact(
                                List.of(node),
                                Contact.READY,
                                Contact.SUSPECT,
                                plane.now().plusSeconds(1),
                                plane.now());
        assertThat(moved).containsExactly(node);
        plane.pass(Duration.ofSeconds(30));
        assertThat(plane.only(job).state()).isEqualTo("RUNNING");

        reminded();
        assertThat(plane.only(job).state()).isEqualTo("UNKNOWN");
        reminded();
        assertThat(plane.history(job, "CONTACT_LOST")).hasSize(1);
    }

    @Test
    void copiesOfWhatIsHeardAgainAreToldLater() {
        plane.pass(Duration.ofSeconds(30));
        assertThat(plane.only(job).state()).isEqualTo("UNKNOWN");
        plane.bean(Fleet.class).heard(List.of(node), plane.now());
        plane.bean(Heartbeats.class).renew(List.of(node), plane.now());
        assertThat(plane.only(job).state()).isEqualTo("UNKNOWN");

        reminded();
        assertThat(plane.only(job).state()).isEqualTo("RUNNING");
        reminded();
        assertThat(plane.history(job, "CONTACT_RETURNED")).hasSize(1);
    }

    private void reminded() {
        plane.bean(ContactLoop.class).runOnce(plane.now());
    }
}
