package dev.meridian.controlplane.placement;

import static dev.meridian.controlplane.placement.GroupBuilder.group;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingDouble;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.placement.claims.ClaimSettings;
import dev.meridian.controlplane.placement.claims.Foresight;
import dev.meridian.controlplane.placement.model.GroupId;
import dev.meridian.controlplane.placement.model.PendingAllocation;
import dev.meridian.controlplane.placement.model.PendingExplanation;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.PendingToken;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.PlacementDecision;
import dev.meridian.controlplane.placement.model.Plan;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.solver.RandomFleets;
import dev.meridian.controlplane.placement.solver.SolverSettings;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What jobs may cost.
class BudgetTest {
    /// Every run takes two hours.
    private static final Foresight TWO_HOURS =
            new Foresight() {
                @Override
                public Map<AllocationId, Double> rests(Collection<Placed> running, Instant now) {
                    return Map.of();
                }

                @Override
                public Map<GroupId, Double> usual(Collection<GroupId> groups, Instant now) {
                    return groups.stream().collect(Collectors.toMap(one -> one, _ -> 7200.0));
                }

                @Override
                public double longest(GroupId group, Instant now) {
                    return 7200;
                }
            };

    /// Of $8 an hour for 8 accelerators, and a cheap one of a quarter of that.
    private static Scenario fleet() {
        return new Scenario()
                .region("eu", "EU")
                .node("cheap", "eu", 2, node -> node.price(0.5))
                .node("dear", "eu", 8, node -> node.price(8).labels(Map.of("zone", "a")));
    }

    private static Plan plan(Scenario scenario, Foresight foresight) {
        return new Planning(SolverSettings.byMoves(500), ClaimSettings.USUAL, foresight)
                .plan(scenario.snapshot());
    }

    private static Plan plan(Scenario scenario) {
        return plan(scenario, Foresight.NONE);
    }

    private static PendingExplanation waiting(Plan plan, String group, int index) {
        return requireNonNull(plan.pending().get(Scenario.allocationId(group, index)));
    }

    private static double hourly(Plan plan) {
        return plan.decisions().stream().mapToDouble(one -> one.pricePerHour().dollars()).sum();
    }

    @Test
    void asManyStartAsCanBePaid() {
        Plan plan = plan(fleet().pending(group("a").count(8).gpus(1).hourly(3.6)));
        // two for a quarter each, three for a dollar each
        assertThat(plan.decisions()).hasSize(5);
        assertThat(hourly(plan)).isCloseTo(3.5, within(1e-9));
        PendingExplanation why = waiting(plan, "a", 7);
        assertThat(why.token()).isEqualTo(PendingToken.EXCEEDS_BUDGET);
        assertThat(why.sentence())
                .isEqualTo(
                        "would cost more than its budget; budget.maxHourlyCost is $3.60, of which what it has and starts now takes $3.50 an hour");
    }

    @Test
    void whatIsTooDearIsVetoedAndSaysWhatWouldDo() {
        Plan plan = plan(fleet().pending(group("a").gpus(4).hourly(3)));
        PendingExplanation why = waiting(plan, "a", 0);
        assertThat(why.token()).isEqualTo(PendingToken.EXCEEDS_BUDGET);
        assertThat(why.sentence())
                .isEqualTo(
                        "budget.maxHourlyCost is $3.00, one instance costs $4.00 an hour on the cheapest of these");
        assertThat(why.wouldFitIf())
                .anySatisfy(one -> {
                    assertThat(one.change()).isEqualTo("budget.maxHourlyCost: 4.00");
                    assertThat(one.nodes()).isEqualTo(1);
                });
    }

    @Test
    void theCheaperNodeIsTakenWhereTheBestIsTooDear() {
        Scenario scenario =
                fleet().pending(group("a").count(2).gpus(1).likes("zone", "a", 100).hourly(1.3));
        Plan plan = plan(scenario);
        assertThat(plan.decisions()).hasSize(2);
        assertThat(hourly(plan)).isLessThanOrEqualTo(1.3);
    }

    @Test
    void aGangIsPaidWholeOrNotAtAll() {
        assertThat(
                        plan(fleet().pending(group("a").count(8).gpus(1).gang().hourly(6.6)))
                                .decisions())
                .hasSize(8);
        Plan plan = plan(fleet().pending(group("a").count(8).gpus(1).gang().hourly(6.4)));
        assertThat(plan.decisions()).isEmpty();
        assertThat(waiting(plan, "a", 3).token()).isEqualTo(PendingToken.EXCEEDS_BUDGET);
    }

    @Test
    void whatIsHeldCountsAndEnds() {
        Plan plan = plan(fleet().pending(group("a").gpus(4).hourly(6, 3)));
        PendingExplanation why = waiting(plan, "a", 0);
        assertThat(why.sentence()).endsWith("and the job holds $3.00");
        assertThat(why.vetoes()).anyMatch(one -> one.veto().waitingHelps());
    }

    @Test
    void whatIsForetoldToCostMoreThanIsLeftDoesNotStart() {
        assertThat(plan(fleet().pending(group("a").gpus(4).total(8)), TWO_HOURS).decisions())
                .hasSize(1);
        Plan plan = plan(fleet().pending(group("a").gpus(4).total(7.9)), TWO_HOURS);
        PendingExplanation why = waiting(plan, "a", 0);
        assertThat(why.token()).isEqualTo(PendingToken.EXCEEDS_BUDGET);
        assertThat(why.sentence())
                .isEqualTo(
                        "budget.maxTotalCost is $7.90, $0.00 are spent or foretold for what runs, and a run is foretold to cost $8.00 on the cheapest of these");
        assertThat(why.wouldFitIf())
                .anyMatch(one -> one.change().equals("budget.maxTotalCost: 8.00"));
    }

    @Test
    void whereNoRunTimeIsForetoldItStartsWhileSomethingIsLeft() {
        assertThat(plan(fleet().pending(group("a").gpus(4).total(0.01))).decisions()).hasSize(1);
        assertThat(plan(fleet().pending(group("a").gpus(4).total(0))).decisions()).isEmpty();
    }

    /// Also where the solver rearranges.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void noJobEverCostsMore(long seed) {
        Snapshot snapshot = RandomFleets.crowded(seed).snapshot();
        Snapshot limited =
                snapshot.with(
                        snapshot.groups().stream()
                                .map(group -> GroupBuilder.limited(group, 1))
                                .toList());
        Plan plan = new Planning(SolverSettings.byMoves(500)).plan(limited);
        Map<AllocationId, JobId> jobs = new HashMap<>();
        for (PendingGroup group : limited.groups()) {
            for (PendingAllocation one : group.allocations()) {
                jobs.put(one.id(), group.job());
            }
        }
        Map<JobId, Double> costs =
                plan.decisions().stream()
                        .collect(
                                groupingBy(
                                        (PlacementDecision one) ->
                                                requireNonNull(jobs.get(one.allocation())),
                                        summingDouble(one -> one.pricePerHour().dollars())));
        assertThat(costs.values()).allMatch(dollars -> dollars <= 1.000001);
        assertThat(plan.decisions()).isNotEmpty();
    }
}
