package dev.meridian.controlplane.placement.migration;

import static dev.meridian.controlplane.placement.GroupBuilder.group;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.meridian.controlplane.placement.Scenario;
import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.index.Slot;
import dev.meridian.controlplane.placement.migration.ChainSearch.Going;
import dev.meridian.controlplane.placement.migration.MigrationRound.Candidate;
import dev.meridian.controlplane.placement.migration.MigrationRound.Outcome;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.model.Tenure;
import dev.meridian.controlplane.placement.model.goals.Goals;
import dev.meridian.controlplane.placement.model.goals.MigrationCost;
import dev.meridian.controlplane.placement.model.goals.TypicalWork;
import dev.meridian.controlplane.placement.model.queues.QueueId;
import dev.meridian.controlplane.placement.solver.Rearranging;
import dev.meridian.controlplane.placement.solver.SolverSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random fleets on which what runs is moved: no rule is broken on the way or at the end, and no
/// goal is worse off.
class MigrationInvariantsTest {
    private static final double LEAST = 0.25;
    private static final double POINTS = 25_000;
    private static final int BUDGET = 6;

    private final Scenario scenario = new Scenario().region("eu", "EU").region("us", "US");
    private final List<PendingGroup> asked = new ArrayList<>();

    private void node(String name, String region, int gpus, double price) {
        scenario.node(name, region, gpus, node -> node.price(price));
    }

    private void running(String node, String region, int from, int gpus, Duration ran) {
        Tenure tenure =
                new Tenure(
                        QueueId.DEFAULT, 0, true, Scenario.NOW.minus(ran), null, null, null, false);
        String name = "runs-" + asked.size();
        scenario.running(name, node, from, gpus, tenure);
        var builder = group(name).gpus(gpus).running(node, region, ran.toSeconds());
        asked.add((region.equals("eu") ? builder.residency("EU") : builder).build(0));
    }

    private List<Runner> runners(Snapshot snapshot) {
        List<Runner> runners = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            PendingGroup group = asked.get(i);
            runners.add(
                    new Runner(snapshot.placed().get(i), group, group.allocations().getFirst()));
        }
        return runners;
    }

    private Snapshot fleet(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 6 + random.nextInt(8); i++) {
            String region = random.nextBoolean() ? "eu" : "us";
            node("n" + i, region, 8, random.nextInt(4));
            for (int device = random.nextInt(3); device < 8; ) {
                int gpus = Math.min(8 - device, 1 + random.nextInt(3));
                running("n" + i, region, device, gpus, Duration.ofMinutes(random.nextInt(90)));
                device += gpus + random.nextInt(4);
            }
        }
        for (int i = 0; i < 4; i++) {
            scenario.pending(group("waits-" + i).gpus(2 + random.nextInt(7)));
        }
        scenario.link("eu", "us", 0.02, 1000).link("us", "eu", 0.02, 1000);
        return scenario.snapshot();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void nothingIsWorseOffAndNoRuleIsBroken(long seed) {
        Snapshot snapshot = fleet(seed);
        keepsTheRules(
                snapshot, new MigrationRound(snapshot).search(runners(snapshot), LEAST, BUDGET));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void theSolverKeepsTheRulesAndIsNeverWorse(long seed) {
        Snapshot snapshot = fleet(seed);
        Outcome found = solved(snapshot, BUDGET);
        double own =
                keepsTheRules(
                        snapshot,
                        new MigrationRound(snapshot).search(runners(snapshot), LEAST, BUDGET));
        assertThat(found.gain()).isNotNegative();
        assertThat(keepsTheRules(snapshot, found.chains()))
                .isCloseTo(own + found.gain(), within(1e-3));
    }

    private Outcome solved(Snapshot snapshot, int budget) {
        return new MigrationRound(snapshot)
                .search(
                        runners(snapshot),
                        LEAST,
                        budget,
                        new Rearranging(SolverSettings.byMoves(2_000)));
    }

    /// It takes part: by a search that goes one by one these are not found.
    @Test
    void theSolverWinsSomethingOnSomeOfTheseFleets() {
        double won = 0;
        for (long seed = 1; seed <= 6; seed++) {
            MigrationInvariantsTest other = new MigrationInvariantsTest();
            won += other.solved(other.fleet(seed), BUDGET).gain();
        }
        assertThat(won).isPositive();
    }

    @Test
    void aBudgetOfOneIsKeptByTheSolver() {
        Outcome found = solved(fleet(1), 1);
        assertThat(found.chains().stream().mapToInt(one -> one.found().moves().size()).sum())
                .isLessThanOrEqualTo(1);
        assertThat(found.looked()).isPositive();
    }

    /// @return accelerators that all of them win beyond what they cost
    private double keepsTheRules(Snapshot snapshot, List<Candidate> found) {
        Goals goals = Goals.of(snapshot, TypicalWork.of(snapshot));
        FleetIndex index = new FleetIndex(snapshot, goals);
        double before = sum(index);
        double costs = 0;
        Set<Placed> moved = new HashSet<>();
        for (Candidate one : found) {
            for (Going move : one.found().moves()) {
                Requirement requirement = move.who().requirement();
                Node to = index.capacity().node(Slot.node(move.to()));
                assertThat(goals.suits(requirement, index.capacity().view(Slot.node(move.to()))))
                        .isTrue();
                assertThat(moved.add(move.who().placed())).as("moved once").isTrue();
                // beside all that has not left yet
                index.take(move.to(), requirement);
                assertThat(goals.overflow(index.capacity().view(Slot.node(move.to())))).isZero();
                costs +=
                        goals.cost(requirement, to)
                                - goals.cost(
                                        requirement, index.capacity().node(one.found().from()));
            }
        }
        assertThat(moved).hasSizeLessThanOrEqualTo(BUDGET);
        moved.forEach(index::release);
        double letIn = 0;
        double dearer = 0;
        for (Candidate one : found) {
            for (MigrationRound.Guest each : one.guests()) {
                Requirement guest = each.requirement();
                assertThat(index.placeOn(one.found().from(), guest)).isNotEqualTo(Slot.NONE);
                letIn += MigrationCost.size(guest);
                dearer += goals.cost(guest, index.capacity().node(one.found().from()));
                dearer -= cheapest(index, guest);
            }
            assertThat(one.found().gain()).isGreaterThanOrEqualTo(LEAST);
        }
        assertThat(letIn - (sum(index) - before + costs) / POINTS)
                .isGreaterThanOrEqualTo(found.size() * LEAST - 1e-3);
        return letIn - (sum(index) - before + costs + dearer) / POINTS;
    }

    private static double cheapest(FleetIndex index, Requirement guest) {
        return IntStream.range(0, index.capacity().size())
                .mapToLong(node -> index.goals().cost(guest, index.capacity().node(node)))
                .min()
                .orElseThrow();
    }

    /// Of all nodes.
    private static double sum(FleetIndex index) {
        double sum = 0;
        for (int node = 0; node < index.capacity().size(); node++) {
            sum += index.goals().potential(index.capacity().view(node));
        }
        return sum;
    }

    @Test
    void someOfTheseFleetsAreBettered() {
        Snapshot snapshot = fleet(1);
        assertThat(new MigrationRound(snapshot).search(runners(snapshot), LEAST, BUDGET))
                .isNotEmpty();
    }

    @Test
    void whatWouldLoseMoreThanItWinsStays() {
        node("a", "us", 4, 0);
        node("b", "us", 4, 0);
        running("a", "us", 0, 1, Duration.ofHours(9));
        running("b", "us", 0, 1, Duration.ofHours(9));
        scenario.pending(group("waits").gpus(4));
        Snapshot snapshot = scenario.snapshot();
        assertThat(new MigrationRound(snapshot).search(runners(snapshot), LEAST, BUDGET)).isEmpty();
    }

    @Test
    void theCheapestGoesWhereOneIsEnoughAndNobodyWithoutABudget() {
        node("a", "us", 4, 0);
        node("b", "us", 4, 0);
        running("a", "us", 0, 1, Duration.ofHours(1));
        running("b", "us", 0, 1, Duration.ofMinutes(1));
        scenario.pending(group("waits").gpus(4));
        Snapshot snapshot = scenario.snapshot();
        List<Runner> runners = runners(snapshot);
        assertThat(new MigrationRound(snapshot).search(runners, LEAST, 1))
                .singleElement()
                .satisfies(one ->
                        assertThat(one.found().moves())
                                .singleElement()
                                .extracting(Going::who)
                                .isEqualTo(runners.getLast()));
        assertThat(new MigrationRound(snapshot).search(runners, LEAST, 0)).isEmpty();
    }

    @Test
    void whatIsDearWhereItIsGoesWhereItIsCheapThoughNobodyWaits() {
        node("dear", "us", 4, 40);
        node("cheap", "us", 4, 4);
        running("dear", "us", 0, 2, Duration.ofMinutes(1));
        Snapshot snapshot = scenario.snapshot();
        assertThat(new MigrationRound(snapshot).search(runners(snapshot), LEAST, BUDGET))
                .singleElement()
                .satisfies(one -> assertThat(one.guests()).isEmpty());
    }

    /// Who has its place when others have gone needs nobody else to go.
    @Test
    void whatIsBeingStoppedAlreadyWillDo() {
        node("a", "us", 4, 0);
        node("b", "us", 4, 0);
        running("a", "us", 0, 1, Duration.ofMinutes(1));
        Tenure stopping =
                new Tenure(QueueId.DEFAULT, 0, true, Scenario.NOW, null, null, null, true);
        scenario.running("stops", "b", 0, 1, stopping);
        scenario.pending(group("waits").gpus(4));
        Snapshot snapshot = scenario.snapshot();
        assertThat(new MigrationRound(snapshot).search(runners(snapshot), LEAST, BUDGET)).isEmpty();
    }
}
