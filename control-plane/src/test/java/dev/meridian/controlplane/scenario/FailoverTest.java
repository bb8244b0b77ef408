package dev.meridian.controlplane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.dispatch.Heartbeats;
import dev.meridian.controlplane.dispatch.Replacements;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.ObservationAnswer;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// What silence does.
@Scenario
class FailoverTest {
    private static final String LONG =
            "{name: l, taskGroups: [{task: {command: [sleep, \"1000\"]}}]}";

    @Autowired private Plane plane;

    @BeforeEach
    void empty() {
        plane.empty();
    }

    @Test
    void aFencedJobMovesWhenItsLeaseIsOverAndNoSooner() {
        NodeId first = plane.node("eu-west", "n1");
        JobId job = plane.submit(LONG);
        plane.plan();
        plane.runs(plane.only(job));
        NodeId second = plane.node("us-east", "n2");
        Plane.Row before = plane.only(job);

        plane.silence(first);
        plane.pass(Duration.ofSeconds(14));
        assertThat(plane.contact(first)).isEqualTo("SUSPECT");
        assertThat(plane.only(job).state()).isEqualTo("UNKNOWN");
        plane.pass(Duration.ofSeconds(60));
        assertThat(plane.contact(first)).isEqualTo("LOST");
        plane.pass(Duration.ofSeconds(46));
        assertThat(plane.only(job).epoch())
                .as("L is over, but the agent may still be killing it")
                .isEqualTo(1);
        plane.pass(Duration.ofSeconds(10));

        Plane.Row after = plane.only(job);
        assertThat(after.epoch()).isEqualTo(2);
        assertThat(after.node()).isEqualTo(second);
        assertThat(plane.told(second)).hasSize(1);
        assertThat(plane.attempts(after.id())).containsExactly("LOST", "ASSIGNED");

        // the old copy comes back to tell its tale
        assertThat(plane.runs(before)).isInstanceOf(ObservationAnswer.Kill.class);
        assertThat(plane.succeeds(before)).isInstanceOf(ObservationAnswer.Kill.class);
        assertThat(plane.only(job).state()).isEqualTo("ASSIGNED");
        plane.returns(first);
        assertThat(plane.contact(first)).isEqualTo("READY");
        assertThat(plane.told(first)).as("what it held is not its own any more").isEmpty();
        plane.succeeds(plane.only(job));
        assertThat(plane.state(job)).isEqualTo("SUCCEEDED");
    }

    @Test
    void aShortSilenceCostsNothing() {
        NodeId node = plane.node("eu-west", "n1");
        plane.node("us-east", "n2");
        JobId job =
                plane.submit(
                        "{name: l, placement: {anyOf: [{region: eu-west}]}, taskGroups: [{task: {command: [sleep, \"9\"]}}]}");
        plane.plan();
        plane.runs(plane.only(job));
        plane.silence(node);
        plane.pass(Duration.ofSeconds(40));
        assertThat(plane.only(job).state()).isEqualTo("UNKNOWN");
        plane.returns(node);
        assertThat(plane.only(job).state()).isEqualTo("RUNNING");
        plane.pass(Duration.ofSeconds(300));
        assertThat(plane.only(job).epoch()).isEqualTo(1);
        assertThat(plane.only(job).state()).isEqualTo("RUNNING");
    }

    @Test
    void aKnownDeathEndsTheWaitAtOnce() {
        NodeId first = plane.node("eu-west", "n1");
        JobId job = plane.submit(LONG);
        plane.plan();
        plane.runs(plane.only(job));
        NodeId second = plane.node("us-east", "n2");
        plane.silence(first);
        plane.bean(Heartbeats.class).died(first, Set.of(), plane.now());
        plane.pass(Duration.ofSeconds(4));
        assertThat(plane.only(job).epoch()).isEqualTo(2);
        assertThat(plane.only(job).node()).isIn(first, second);
    }

    @Test
    void whatIsKeptIsNeverReplacedForSilence() {
        NodeId first = plane.node("eu-west", "n1");
        JobId job =
                plane.submit(
                        "{name: k, disconnect: {policy: keep}, taskGroups: [{task: {command: [sleep, \"9\"]}}]}");
        plane.plan();
        plane.runs(plane.only(job));
        plane.node("us-east", "n2");
        plane.silence(first);
        plane.pass(Duration.ofSeconds(1000));
        assertThat(plane.only(job).state()).isEqualTo("UNKNOWN");
        assertThat(plane.only(job).epoch()).isEqualTo(1);
        plane.returns(first);
        assertThat(plane.only(job).state()).isEqualTo("RUNNING");
    }

    @Test
    void whatIsKeptIsReplacedWhenAPersonGivesItUp() {
        NodeId first = plane.node("edge", "n1");
        JobId job =
                plane.submit(
                        "{name: k, disconnect: {policy: keep}, taskGroups: [{task: {command: [sleep, \"9\"]}}]}");
        plane.plan();
        Plane.Row before = plane.only(job);
        plane.runs(before);
        NodeId second = plane.node("us-east", "n2");
        Replacements replacements = plane.bean(Replacements.class);
        assertThat(replacements.giveUp(before.id(), true, "off", plane.now()))
                .hasValueSatisfying(why -> assertThat(why).contains("is heard"));
        plane.silence(first);
        plane.pass(Duration.ofSeconds(100));

        assertThat(replacements.giveUp(before.id(), false, "it burnt", plane.now())).isEmpty();
        plane.plan();

        assertThat(plane.only(job).epoch()).isEqualTo(2);
        assertThat(plane.only(job).node()).isEqualTo(second);
        assertThat(plane.runs(before)).isInstanceOf(ObservationAnswer.Kill.class);
        plane.returns(first);
        assertThat(plane.told(first)).isEmpty();
    }

    @Test
    void whatMustNotLiveTwiceIsGivenUpOnlyAsKnownDead() {
        NodeId first = plane.node("edge", "n1");
        JobId job =
                plane.submit(
                        "{name: k, disconnect: {lostAfter: 10d}, taskGroups: [{task: {command: [sleep, \"9\"]}}]}");
        plane.plan();
        Plane.Row before = plane.only(job);
        plane.runs(before);
        plane.node("us-east", "n2");
        plane.silence(first);
        plane.pass(Duration.ofSeconds(100));
        assertThat(plane.contact(first)).isEqualTo("LOST");
        assertThat(plane.only(job).epoch()).as("its lease is one of days").isEqualTo(1);
        Replacements replacements = plane.bean(Replacements.class);

        assertThat(replacements.giveUp(before.id(), false, "wanted", plane.now())).isEmpty();
        plane.plan();
        assertThat(plane.only(job).epoch()).as("it may run still").isEqualTo(1);
        assertThat(plane.only(job).stopOrder()).isEqualTo("PREEMPT");

        assertThat(replacements.giveUp(before.id(), true, "unplugged", plane.now())).isEmpty();
        plane.plan();
        assertThat(plane.only(job).epoch()).isEqualTo(2);
    }

    @Test
    void whenNodesOfManyRegionsFallSilentAtOnceNobodyIsLost() {
        NodeId a = plane.node("eu-west", "n1");
        NodeId b = plane.node("us-east", "n2");
        NodeId c = plane.node("ap-south", "n3");
        JobId job =
                plane.submit(
                        "{name: m, taskGroups: [{count: 3, spread: [{by: region, maxPerDomain: 1}], task: {command: [sleep, \"9\"]}}]}");
        plane.plan();
        plane.allocations(job).forEach(plane::runs);
        plane.silence(a, b, c);
        plane.pass(Duration.ofSeconds(600));
        assertThat(plane.contact(a)).isEqualTo("SUSPECT");
        assertThat(plane.allocations(job)).extracting(Plane.Row::epoch).containsOnly(1);
        plane.returns(a);
        plane.returns(b);
        plane.returns(c);
        assertThat(plane.states(job)).containsOnly("RUNNING");
    }

    @Test
    void aGangMovesWhole() {
        NodeId first = plane.node("eu-west", "n1");
        NodeId second = plane.node("eu-west", "n2");
        JobId job =
                plane.submit(
                        """
                        {name: g, taskGroups: [{count: 2, minCount: 2, resources: {cpu: 6}, task: {command: [sleep, "9"]}}]}
                        """);
        plane.plan();
        plane.allocations(job).forEach(plane::runs);
        NodeId third = plane.node("eu-west", "n3");
        plane.silence(first);
        plane.pass(Duration.ofSeconds(140));
        Plane.Row survivor =
                plane.allocations(job).stream()
                        .filter(r -> second.equals(r.node()))
                        .findFirst()
                        .orElseThrow();
        assertThat(survivor.stopOrder())
                .as("the surviving member must begin again too")
                .isNotNull();
        plane.stopped(survivor);
        plane.pass(Duration.ofSeconds(60));
        assertThat(plane.allocations(job)).extracting(Plane.Row::epoch).containsOnly(2);
        assertThat(plane.allocations(job))
                .extracting(Plane.Row::node)
                .containsExactlyInAnyOrder(second, third);
    }
}
