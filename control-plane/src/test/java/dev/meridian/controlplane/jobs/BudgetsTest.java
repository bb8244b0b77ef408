package dev.meridian.controlplane.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.JobState;
import dev.meridian.controlplane.jobs.model.Spent;
import dev.meridian.controlplane.kernel.model.Money;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What jobs with a budget have spent, and their end when it is all.
class BudgetsTest {
    private static final JobsFixture fixture = new JobsFixture();

    @BeforeEach
    void forget() {
        fixture.reset();
    }

    /// Each instance costs two dollars an hour.
    private static JobId submit(String budget, int count) {
        return fixture.submit(
                "{name: b, budget: %s, taskGroups: [{count: %d, task: {command: [\"true\"]}}]}"
                        .formatted(budget, count));
    }

    private static void runAll(JobId job) {
        fixture.placeAll();
        fixture.allocations(job).forEach(each -> fixture.start(each.id()));
    }

    @Test
    void aJobEndsWhenItHasSpentAll() {
        JobId job = submit("{maxTotalCost: 5}", 2);
        runAll(job);
        fixture.pass(Duration.ofMinutes(74));
        fixture.budgets.runOnce(fixture.now());
        assertThat(fixture.history(job)).noneMatch(each -> each.contains("budget"));
        fixture.pass(Duration.ofMinutes(2));
        fixture.budgets.runOnce(fixture.now());
        assertThat(fixture.history(job))
                .anyMatch(each -> each.contains("budget.maxTotalCost is spent: $5.07 of $5.00"));
        fixture.allocations(job).forEach(each -> fixture.stopped(each.id()));
        assertThat(fixture.state(job)).isEqualTo(JobState.CANCELLED);
        fixture.budgets.runOnce(fixture.now());
    }

    @Test
    void aJobWithoutSuchABudgetGoesOn() {
        JobId job = submit("{maxHourlyCost: 1}", 1);
        runAll(job);
        fixture.pass(Duration.ofDays(30));
        fixture.budgets.runOnce(fixture.now());
        assertThat(fixture.state(job)).isEqualTo(JobState.RUNNING);
    }

    @Test
    void whatWaitsKnowsWhatItsJobHasSpent() {
        JobId job = submit("{maxHourlyCost: 100}, retry: {max: 3}", 3);
        assertThat(spent()).isEqualTo(Spent.NOTHING);
        runAll(job);
        fixture.pass(Duration.ofMinutes(30));
        AllocationId first = fixture.allocations(job).getFirst().id();
        fixture.fail(first);
        fixture.pass(Duration.ofMinutes(30));
        Spent spent = spent();
        assertThat(spent.ended().dollars()).isCloseTo(1, within(0.001));
        assertThat(spent.perHour().dollars()).isEqualTo(4);
        assertThat(spent.at(fixture.now()).dollars()).isCloseTo(5, within(0.01));
        assertThat(spent.foretold(fixture.now(), 3).dollars()).isCloseTo(13, within(0.01));
    }

    /// Of four dollars an hour one is paid no longer; what it has cost stays paid.
    @Test
    void whoLeavesStopsPaying() {
        Spent spent =
                new Spent(
                        Money.ofDollars(1),
                        Money.ofDollars(4),
                        fixture.now().minus(Duration.ofMinutes(30)));
        Spent rest = spent.without(Money.ofDollars(1), fixture.now());
        assertThat(rest.perHour()).isEqualTo(Money.ofDollars(3));
        assertThat(rest.ended()).isEqualTo(Money.ofDollars(1.5));
        assertThat(rest.at(fixture.now())).isEqualTo(spent.at(fixture.now()));
    }

    private static Spent spent() {
        return fixture.pending.eligible(10, fixture.now()).getFirst().spent();
    }
}
