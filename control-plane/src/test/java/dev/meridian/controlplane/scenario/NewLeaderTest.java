package dev.meridian.controlplane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.dispatch.LeaseLoop;
import dev.meridian.controlplane.fleet.model.Contact;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.replicas.Leading;
import dev.meridian.controlplane.replicas.model.Lead;
import dev.meridian.controlplane.support.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Whom a new leader excuses: nobody who could have been heard by another replica.
@Scenario
class NewLeaderTest {
    @Autowired private Plane plane;
    @Autowired private SettableClock clock;
    @Autowired private JdbcClient jdbc;

    @BeforeEach
    void empty() {
        plane.empty();
    }

    @Test
    void afterAnAbsenceOfAllNobodyIsSuspectedAtOnce() {
        NodeId silent = silent();

        lead(Duration.ZERO);

        assertThat(contact(silent)).isEqualTo(Contact.READY);
    }

    @Test
    void afterAnAbsenceOfTheLeaderAloneSilenceIsSilence() {
        NodeId silent = silent();

        lead(Duration.ofHours(1));

        assertThat(contact(silent)).isEqualTo(Contact.SUSPECT);
    }

    private NodeId silent() {
        NodeId node = plane.node("eu-west", "n1");
        plane.silence(node);
        clock.advance(Duration.ofSeconds(15));
        return node;
    }

    /// The first round of a new term.
    private void lead(Duration contact) {
        long term =
                jdbc.sql("update lead_term set term = term + 1 returning term")
                        .query(Long.class)
                        .single();
        Leading.under(
                new Lead(term, contact), () -> plane.bean(LeaseLoop.class).runOnce(plane.now()));
    }

    private Contact contact(NodeId node) {
        return Contact.valueOf(
                jdbc.sql("select contact from node_health where node_id = ?")
                        .param(node.value())
                        .query(String.class)
                        .single());
    }
}
