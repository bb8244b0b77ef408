package dev.meridian.controlplane.placement;

import static dev.meridian.controlplane.placement.GroupBuilder.group;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.placement.claims.ClaimSettings;
import dev.meridian.controlplane.placement.claims.Foresight;
import dev.meridian.controlplane.placement.model.GroupId;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.PlacementDecision;
import dev.meridian.controlplane.placement.model.Plan;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.solver.SolverSettings;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who goes first, and where, when run times are foretold.
class DeadlineTest {

    /// Every run takes so long.
    private record Runs(double hours) implements Foresight {
        @Override
        public Map<AllocationId, Double> rests(Collection<Placed> running, Instant now) {
            return Map.of();
        }

        @Override
        public Map<GroupId, Double> usual(Collection<GroupId> groups, Instant now) {
            return groups.stream().collect(Collectors.toMap(one -> one, _ -> hours * 3600));
        }

        @Override
        public double longest(GroupId group, Instant now) {
            return 2 * hours * 3600;
        }
    }

    private static Plan plan(Scenario scenario, Foresight foresight) {
        return new Planning(SolverSettings.byMoves(500), ClaimSettings.USUAL, foresight)
                .plan(scenario.snapshot());
    }

    private static List<AllocationId> placed(Plan plan) {
        return plan.decisions().stream().map(PlacementDecision::allocation).toList();
    }

    /// Room for one of two; hours to the deadline of the younger one, whose run takes two.
    @ParameterizedTest
    @CsvSource({
        "3.9, 500, younger",
        "0.1, 500, younger",
        // there is time yet, or none at all
        "4.1, 500, older",
        "-0.1, 500, older",
        // no class is jumped
        "3, 800, older"
    })
    void whatPressesGoesFirstWithinItsClass(double hours, int priorityOfOlder, String first) {
        Scenario scenario =
                new Scenario()
                        .region("eu", "EU")
                        .node("n", "eu", 1)
                        .pending(group("older").gpus(1).priority(priorityOfOlder))
                        .pending(group("younger").gpus(1).deadline(hours));
        assertThat(placed(plan(scenario, new Runs(2))))
                .containsExactly(Scenario.allocationId(first, 0));
    }

    @Test
    void ofTwoThatPressTheOneThatMustStartSoonerGoesFirst() {
        Scenario scenario =
                new Scenario()
                        .region("eu", "EU")
                        .node("n", "eu", 1)
                        .pending(group("later").gpus(1).deadline(3))
                        .pending(group("sooner").gpus(1).deadline(2.5));
        assertThat(placed(plan(scenario, new Runs(2))))
                .containsExactly(Scenario.allocationId("sooner", 0));
    }

    @Test
    void withoutAForetoldRunItPressesInTheLastHour() {
        Scenario scenario =
                new Scenario()
                        .region("eu", "EU")
                        .node("n", "eu", 1)
                        .pending(group("older").gpus(1))
                        .pending(group("younger").gpus(1).deadline(0.9));
        assertThat(placed(plan(scenario, Foresight.NONE)))
                .containsExactly(Scenario.allocationId("younger", 0));
    }

    private static Scenario slowAndFast(GroupBuilder job) {
        return new Scenario()
                .region("eu", "EU")
                .node("slow", "eu", 4, node -> node.price(4))
                .node("fast", "eu", 4, node -> node.price(24).speed(2))
                .pending(job);
    }

    @ParameterizedTest
    @CsvSource({"5, slow", "3, fast", "-1, fast"})
    void whatWouldBeLateGoesToTheFasterNode(double hours, String node) {
        Plan plan = plan(slowAndFast(group("a").gpus(1).deadline(hours)), new Runs(4));
        assertThat(plan.decisions().getFirst().node()).isEqualTo(Scenario.nodeId(node));
        assertThat(plan.decisions().getFirst().goals())
                .anySatisfy(goal -> {
                    assertThat(goal.name()).isEqualTo("lateness");
                    assertThat(goal.sentence()).contains("its deadline");
                });
    }

    @ParameterizedTest
    @CsvSource({"0.1, slow", "4, slow", "100, fast"})
    void longRunsAreWorthAFasterNode(double hours, String node) {
        Plan plan = plan(slowAndFast(group("a").gpus(1)), new Runs(hours));
        assertThat(plan.decisions().getFirst().node()).isEqualTo(Scenario.nodeId(node));
    }

    @Test
    void servicesHaveNoEnd() {
        Plan plan = plan(slowAndFast(group("a").gpus(1).service()), new Runs(100));
        assertThat(plan.decisions().getFirst().node()).isEqualTo(Scenario.nodeId("slow"));
    }

    @Test
    void whereAllNodesAreAlikeNothingIsAskedAndNothingIsToldApart() {
        Snapshot snapshot =
                new Scenario()
                        .region("eu", "EU")
                        .node("n", "eu", 1)
                        .node("m", "eu", 1)
                        .pending(group("a"))
                        .snapshot();
        assertThat(Prospects.of(snapshot, new Runs(7))).isSameAs(snapshot);
    }

    @Test
    void runTimesAreToldInStepsSoThatFewAreToldApart() {
        Snapshot snapshot = slowAndFast(group("a")).snapshot();
        Snapshot one = Prospects.of(snapshot, new Runs(3));
        Snapshot other = Prospects.of(snapshot, new Runs(7));
        assertThat(one.groups()).isEqualTo(other.groups());
        assertThat(Prospects.of(snapshot, new Runs(0.4)).groups()).isEqualTo(snapshot.groups());
    }
}
