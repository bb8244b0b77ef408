package dev.meridian.controlplane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.approvals.ApprovalLoop;
import dev.meridian.controlplane.approvals.ApprovalQueries;
import dev.meridian.controlplane.approvals.Approvals;
import dev.meridian.controlplane.approvals.model.Decided;
import dev.meridian.controlplane.approvals.model.Proposal;
import dev.meridian.controlplane.approvals.model.ProposalFilter;
import dev.meridian.controlplane.approvals.model.ProposalState;
import dev.meridian.controlplane.dispatch.Heartbeats;
import dev.meridian.controlplane.dispatch.HostFaultLoop;
import dev.meridian.controlplane.fleet.Fleet;
import dev.meridian.controlplane.fleet.model.AdminOrder;
import dev.meridian.controlplane.fleet.model.AdminState;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.projects.model.Grant;
import dev.meridian.controlplane.projects.model.Role;
import dev.meridian.controlplane.projects.model.VisibleProjects;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// A host that fails again and again is proposed for quarantine, with what speaks against it.
@Scenario
class HostFaultsTest {
    private static final Caller ADA =
            new Caller("ada", new UUID(0, 1), Set.of(new Grant(Role.OPERATOR, null)));

    @Autowired private Plane plane;

    @BeforeEach
    void empty() {
        plane.empty();
    }

    @Test
    void aHostThatCannotStartWhatOthersCanIsProposedAndQuarantinedOnceApproved() {
        NodeId bad = plane.node("eu-west", "bad");
        for (int i = 0; i < 2; i++) {
            failToStart(bad);
        }
        look();
        assertThat(proposals()).as("twice is no habit").isEmpty();
        failToStart(bad);
        look();
        look();

        Proposal proposal = only();
        assertThat(proposal.subject().name()).isEqualTo("bad");
        assertThat(proposal.wish().by()).isEqualTo("system");
        assertThat(proposal.wish().evidence().figures()).containsEntry("failedStarts", 3.0);
        assertThat(proposal.wish().evidence().items())
                .hasSize(3)
                .allSatisfy(item -> assertThat(item.link()).startsWith("/jobs/"));
        assertThat(plane.known(bad).admin()).as("nobody has decided").isEqualTo(AdminState.OPEN);

        Decided decided = approve(proposal);

        assertThat(decided).isInstanceOf(Decided.Done.class);
        assertThat(plane.known(bad).admin()).isEqualTo(AdminState.QUARANTINED);
        assertThat(plane.known(bad).adminReason()).contains("approved by ada");
        JobId next = submit();
        plane.plan();
        assertThat(plane.only(next).state()).as("it takes no work").isEqualTo("PENDING");
        look();
        assertThat(proposals()).hasSize(1);
    }

    @Test
    void whatWasRejectedIsNotProposedAgainOnTheSameEvidence() {
        NodeId bad = plane.node("eu-west", "bad");
        failToStart(bad, 3);
        look();
        plane.pass(Duration.ofSeconds(2));
        assertThat(
                        plane.bean(Approvals.class)
                                .reject(only().id(), ADA, "its disk was full", null, plane.now()))
                .isInstanceOf(Decided.Done.class);
        look();
        plane.pass(Duration.ofSeconds(2));
        failToStart(bad, 2);
        look();
        assertThat(proposals()).as("two since then").hasSize(1);

        failToStart(bad, 1);
        look();

        assertThat(proposals())
                .extracting(Proposal::state)
                .containsExactly(ProposalState.PENDING, ProposalState.REJECTED);
    }

    @Test
    void theEvidenceGrowsWhileItWaits() {
        NodeId bad = plane.node("eu-west", "bad");
        failToStart(bad, 3);
        look();
        Proposal before = only();
        failToStart(bad, 1);
        look();

        assertThat(only().wish().evidence().figures()).containsEntry("failedStarts", 4.0);
        assertThat(
                        plane.bean(Approvals.class)
                                .approve(before.id(), ADA, "", before.version(), plane.now()))
                .as("who decides on what was seen before is told")
                .isInstanceOf(Decided.Stale.class);
    }

    @Test
    void aTaskThatNoHostCanStartSpeaksAgainstNone() {
        plane.node("eu-west", "n1");
        plane.node("eu-west", "n2");
        for (int i = 0; i < 3; i++) {
            JobId job = submit();
            plane.plan();
            plane.fails(plane.only(job), "START_FAILED");
            plane.pass(Duration.ofSeconds(10));
            plane.fails(plane.only(job), "START_FAILED");
            plane.cancel(job);
        }
        look();

        assertThat(proposals()).isEmpty();
    }

    @Test
    void oneSilenceIsOneHoweverMuchItTook() {
        NodeId bad = plane.node("eu-west", "bad");
        for (int i = 0; i < 3; i++) {
            submit();
        }
        plane.pass(Duration.ofSeconds(2));
        plane.bean(Heartbeats.class).died(bad, Set.of(), plane.now());
        plane.pass(Duration.ofSeconds(2));
        look();
        assertThat(proposals()).isEmpty();

        for (int i = 0; i < 2; i++) {
            plane.pass(Duration.ofMinutes(6));
            plane.bean(Heartbeats.class).died(bad, Set.of(), plane.now());
        }
        plane.pass(Duration.ofSeconds(2));
        look();

        assertThat(only().wish().evidence().figures()).containsEntry("lostLeases", 3.0);
        assertThat(only().wish().reason()).contains("lost its leases 3 times");
    }

    @Test
    void whenManyHostsOfARegionFailItIsNotTheHosts() {
        NodeId one = plane.node("eu-west", "n1");
        failToStart(one, 3);
        plane.bean(Fleet.class).administer(one, AdminOrder.CORDON, "", null);
        NodeId two = plane.node("eu-west", "n2");
        failToStart(two, 3);
        plane.bean(Fleet.class).administer(one, AdminOrder.UNCORDON, "", null);
        look();

        assertThat(proposals()).as("two of two").isEmpty();
    }

    @Test
    void whatIsAboutANodeThatHasChangedIsStaleAndDoesNothing() {
        NodeId bad = plane.node("eu-west", "bad");
        failToStart(bad, 3);
        look();
        plane.bean(Fleet.class).administer(bad, AdminOrder.CORDON, "I look at it", null);

        Decided decided = approve(only());

        assertThat(decided)
                .isInstanceOfSatisfying(
                        Decided.Refused.class,
                        refused ->
                                assertThat(refused.sentence())
                                        .contains("Node bad has changed since")
                                        .contains("CORDONED"));
        assertThat(only().state()).isEqualTo(ProposalState.STALE);
        assertThat(plane.known(bad).admin()).isEqualTo(AdminState.CORDONED);
    }

    @Test
    void theLoopTakesAwayWhatNobodyCanDecideAnyMore() {
        NodeId bad = plane.node("eu-west", "bad");
        failToStart(bad, 3);
        look();
        plane.bean(Fleet.class).administer(bad, AdminOrder.CORDON, "I look at it", null);
        plane.bean(ApprovalLoop.class).runOnce(plane.now());
        assertThat(only().state()).isEqualTo(ProposalState.STALE);

        plane.bean(Fleet.class).administer(bad, AdminOrder.UNCORDON, "", null);
        plane.pass(Duration.ofSeconds(2));
        failToStart(bad, 3);
        look();
        plane.bean(ApprovalLoop.class).runOnce(plane.now());
        assertThat(proposals().getFirst().state()).isEqualTo(ProposalState.PENDING);
        plane.bean(ApprovalLoop.class).runOnce(plane.now().plus(Duration.ofDays(3)));
        assertThat(proposals().getFirst().state()).isEqualTo(ProposalState.EXPIRED);
        assertThat(approve(proposals().getFirst())).isInstanceOf(Decided.Refused.class);
        assertThat(plane.known(bad).admin()).isEqualTo(AdminState.OPEN);
    }

    /// A job of its own cannot be started there, and is given up.
    private void failToStart(NodeId node) {
        JobId job = submit();
        plane.plan();
        assertThat(plane.only(job).node()).isEqualTo(node);
        plane.fails(plane.only(job), "START_FAILED");
        plane.cancel(job);
        plane.pass(Duration.ofSeconds(1));
    }

    private void failToStart(NodeId node, int times) {
        for (int i = 0; i < times; i++) {
            failToStart(node);
        }
    }

    private JobId submit() {
        return plane.submit("{name: a, taskGroups: [{resources: {cpu: 1}, task: {command: [x]}}]}");
    }

    private void look() {
        plane.bean(HostFaultLoop.class).runOnce(plane.now());
    }

    private Decided approve(Proposal proposal) {
        return plane.bean(Approvals.class).approve(proposal.id(), ADA, "", null, plane.now());
    }

    private Proposal only() {
        assertThat(proposals()).hasSize(1);
        return proposals().getFirst();
    }

    private List<Proposal> proposals() {
        return plane.bean(ApprovalQueries.class)
                .list(
                        new ProposalFilter(null, "node-quarantine", new VisibleProjects.All()),
                        null,
                        100);
    }
}
