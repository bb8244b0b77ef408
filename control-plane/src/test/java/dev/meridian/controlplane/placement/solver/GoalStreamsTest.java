package dev.meridian.controlplane.placement.solver;

import static dev.meridian.controlplane.placement.GroupBuilder.group;
import static org.assertj.core.api.Assertions.assertThat;

import ai.timefold.solver.core.api.score.HardMediumSoftScore;
import ai.timefold.solver.core.api.score.stream.test.ConstraintVerifier;
import dev.meridian.controlplane.fleet.model.NodeState;
import dev.meridian.controlplane.fleet.model.Taint;
import dev.meridian.controlplane.jobs.model.spec.Operator;
import dev.meridian.controlplane.jobs.model.spec.PlacementOption;
import dev.meridian.controlplane.jobs.model.spec.RegionPattern;
import dev.meridian.controlplane.kernel.model.Money;
import dev.meridian.controlplane.placement.GroupBuilder;
import dev.meridian.controlplane.placement.Scenario;
import dev.meridian.controlplane.placement.Scenario.NodeBuilder;
import dev.meridian.controlplane.placement.index.Slot;
import dev.meridian.controlplane.placement.model.Amounts;
import dev.meridian.controlplane.placement.model.Purse;
import dev.meridian.controlplane.placement.model.Stakes;
import dev.meridian.controlplane.placement.model.Tenure;
import dev.meridian.controlplane.placement.model.goals.Goal;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each goal by itself in Timefold's verifier, and all of them against the score on arrays.
class GoalStreamsTest {
    private static final int WAITS = -1;

    private final ConstraintVerifier<GoalStreams, Problem> verifier =
            ConstraintVerifier.build(new GoalStreams(), Problem.class, Seating.class);

    /// @param nodes where each instance is, by number; [#WAITS]: nowhere
    private record Case(
            String goal, HardMediumSoftScore expected, Scenario scenario, List<Integer> nodes) {
        @Override
        public String toString() {
            return goal;
        }
    }

    /// Two nodes, of 64 cores and 4 accelerators in `eu` and as many in `us`, joined by a link.
    private static Case of(
            String goal,
            HardMediumSoftScore expected,
            UnaryOperator<NodeBuilder> node,
            UnaryOperator<GroupBuilder> job,
            Integer... nodes) {
        Scenario scenario =
                new Scenario()
                        .region("eu", "EU")
                        .region("us", "US")
                        .node("first", "eu", 4, node)
                        .node("second", "us", 4, node)
                        .link("us", "eu", 0.05, 8000)
                        .pending(job.apply(group("job").count(nodes.length)));
        return new Case(goal, expected, scenario, List.of(nodes));
    }

    private static Case job(
            String goal,
            HardMediumSoftScore expected,
            UnaryOperator<GroupBuilder> job,
            Integer... nodes) {
        return of(goal, expected, node -> node, job, nodes);
    }

    private static HardMediumSoftScore hard(long score) {
        return HardMediumSoftScore.of(score, 0, 0);
    }

    private static HardMediumSoftScore points(double points) {
        return HardMediumSoftScore.of(0, 0, Math.round(points * 1000));
    }

    static Stream<Case> cases() {
        PlacementOption spot = new PlacementOption(new RegionPattern("*"), true);
        Taint shy = new Taint("spot", "", Taint.Effect.PREFER_NO_SCHEDULE);
        Taint never = new Taint("spot", "", Taint.Effect.NO_SCHEDULE);
        return Stream.of(
                job(GoalStreams.WAITING, HardMediumSoftScore.of(0, -2, 0), job -> job.cores(4), -1),
                of("node-ready", hard(-1), node -> node.state(NodeState.DRAINING), job -> job, 0),
                job("driver", hard(-1), job -> job.driver("container"), 0),
                job("residency", hard(-1), job -> job.residency("EU").count(2), 0, 1),
                job("any-of", hard(-1), job -> job.anyOf(spot), 0),
                job("latency", hard(-1), job -> job.near("us", 30), 0),
                job("constraints", hard(-1), job -> job.constraint("a", Operator.EQUAL, "b"), 0),
                of("taints", hard(-1), node -> node.taints(never), job -> job, 0),
                job("avoid-node", hard(-1), job -> job.avoid("first"), 0),
                of(
                        "hourly-cost",
                        hard(-1),
                        node -> node.price(8),
                        job -> job.at(purse(0.12, 2)),
                        0),
                of("total-cost", hard(-1), node -> node.price(8), job -> job.at(purse(1, 1.2)), 0),
                job("cpu", hard(-1_000), job -> job.cores(65), 0),
                job("memory", hard(-1024), job -> job.amounts(Amounts.of(1, 513 * 1024, 0)), 0),
                job("disk", hard(-1024), job -> job.amounts(Amounts.of(1, 1, 1025 * 1024)), 0),
                job("accelerators", hard(0), job -> job.gpus(3), 0, 0),
                job("accelerator-share", hard(-3_000), job -> job.gpus(3), 0, 0),
                of("price", points(-20), node -> node.price(8), job -> job.gpus(1), 0),
                job("affinity", points(-20), job -> job.likes("zone", "b", 50), 0),
                of("preferred-taints", points(-60), node -> node.taints(shy), job -> job, 0),
                job("egress", points(-10), job -> job.data("us", 100), 0),
                job("transfer-time", points(-20), job -> job.data("us", 3600), 0),
                job("stability", points(-2), job -> job.last("second"), 0, 1),
                of(
                        "completion-time",
                        points(-5),
                        node -> node.speed(2),
                        job -> job.at(new Stakes(10, null, null)),
                        0),
                of(
                        "lateness",
                        points(-80),
                        node -> node.speed(2),
                        job -> job.at(new Stakes(10, 3.0, null)),
                        0),
                job("migration", points(-53.125), GoalStreamsTest::twoHoursIn, 0),
                emptiness(),
                fullness(),
                job("service-load", points(-12.5), job -> job.cores(32).service(), 0),
                job("gang", hard(-1), GroupBuilder::gang, 0, WAITS),
                job("topology", hard(-1), job -> job.within("region"), 0, 1),
                job("spread", hard(-1), job -> job.spread("region", 0, 1), 0, 0),
                job("spread-evenness", points(-40), job -> job.spread("region", 0, 2), 0, 0),
                job("topology-preferred", points(-10), job -> job.preferably("region"), 0, 1));
    }

    /// Ten hours on a 64th of the node, of which an hour costs an eighth of a dollar.
    private static Stakes purse(double hourly, double total) {
        return new Stakes(
                10,
                null,
                new Purse(Money.ofDollars(hourly), Money.ZERO, Money.ofDollars(total), Money.ZERO));
    }

    /// With the restart.
    private static GroupBuilder twoHoursIn(GroupBuilder job) {
        return job.gpus(1).running("second", "eu", 2 * 3600 - 60);
    }

    /// Of the four accelerators of its pool two are taken, and with this one three: a quarter above
    /// what is not kept for services.
    private static Case fullness() {
        Scenario scenario =
                new Scenario()
                        .region("eu", "EU")
                        .region("us", "US")
                        .node("first", "eu", 4)
                        .node("second", "us", 4)
                        .running("other", "first", 0, 2, Tenure.FIRM)
                        .target(0.75)
                        .headroom("eu", 2, 0)
                        .pending(group("job").gpus(1));
        return new Case("target-utilisation", points(-12.5), scenario, List.of(0));
    }

    /// Without accelerators only packing is left of it: half the square of the empty part, 1/2 of
    /// one node and all of the other.
    private static Case emptiness() {
        Scenario scenario =
                new Scenario()
                        .region("eu", "EU")
                        .node("first", "eu", 0)
                        .node("second", "eu", 0)
                        .pending(group("job").cores(32));
        return new Case("fragmentation", points(25 * (0.125 + 0.5)), scenario, List.of(0));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void oneGoal(Case one) {
        Problem problem = Problems.of(one.scenario().snapshot());
        for (int i = 0; i < one.nodes().size(); i++) {
            Seating seating = problem.seatings().get(i);
            int devices = (1 << seating.requirement().accelerators().count()) - 1;
            int node = one.nodes().get(i);
            seating.slot(node == WAITS ? null : Slot.of(node, devices));
        }
        Object[] facts =
                Stream.concat(Stream.of(problem.window()), problem.seatings().stream()).toArray();
        HardMediumSoftScore score =
                verifier.verifyThat((streams, factory) -> streams.constraint(one.goal(), factory))
                        .given(facts)
                        .getScore();
        assertThat(score).isEqualTo(one.expected());
    }

    @Test
    void noGoalIsForgotten() {
        assertThat(cases().map(Case::goal).filter(name -> !name.equals(GoalStreams.WAITING)))
                .containsExactlyInAnyOrderElementsOf(names(GoalStreams.goals()));
    }

    private static List<String> names(Collection<Goal> goals) {
        return goals.stream().map(Goal::name).toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void allTogetherAreTheScore(long seed) {
        Problem problem = Problems.of(RandomFleets.crowded(seed).snapshot());
        for (int disorder = 0; disorder < 3; disorder++) {
            HardMediumSoftScore score = verifier.verifyThat().givenSolution(problem).getScore();
            assertThat(score).isEqualTo(WindowSolver.score(problem));
            Problems.disorder(problem, seed + disorder);
        }
    }
}
