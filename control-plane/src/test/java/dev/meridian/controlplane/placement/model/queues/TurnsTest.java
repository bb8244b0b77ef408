package dev.meridian.controlplane.placement.model.queues;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.placement.Scenario;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds of whoever's turn it is, over trees of queues and demands at random.
class TurnsTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Goods ONE_GPU = new Goods(1000, 1024, 1000);

    private static final List<Node> FLEET = hundredGpus();

    private static List<Node> hundredGpus() {
        Scenario fleet = new Scenario().region("r", "");
        for (int i = 0; i < 25; i++) {
            fleet.node("n" + i, "r", 4);
        }
        return fleet.snapshot().nodes();
    }

    static LongStream seeds() {
        return LongStream.range(0, 25);
    }

    private static Snapshot snapshot(List<QueueRule> rules) {
        return new Snapshot(
                NOW,
                FLEET,
                Map.of(),
                List.of(),
                List.of(),
                Map.of(),
                new QueueRules(rules, 0),
                Map.of());
    }

    private static QueueId id(int number) {
        return new QueueId("p", "q" + number);
    }

    private static List<Unit> units(int queues, int each, Random random) {
        List<Unit> units = new ArrayList<>();
        for (int i = 0; i < queues * each; i++) {
            units.add(
                    new Unit(
                            i,
                            id(i % queues),
                            ONE_GPU,
                            random.nextBoolean(),
                            100 * random.nextInt(4),
                            random.nextInt(3),
                            NOW.minusSeconds(random.nextInt(1000))));
        }
        return units;
    }

    private static List<Unit> served(List<Unit> units, QueueTree tree, int most) {
        Turns turns = new Turns(units, tree);
        List<Unit> served = new ArrayList<>();
        for (Optional<Unit> next = turns.next();
                next.isPresent() && served.size() < most;
                next = turns.next()) {
            Unit unit = next.get();
            if (tree.refusal(unit.queue(), unit.goods(), unit.preemptible()).isEmpty()) {
                tree.take(unit.queue(), unit.goods(), unit.preemptible());
                served.add(unit);
            }
        }
        return served;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void withoutQuotaAndWeightItIsPriorityThenAge(long seed) {
        List<Unit> units = units(5, 20, new Random(seed));
        List<Unit> served = served(units, QueueTree.of(snapshot(List.of())), 1000);
        assertThat(served)
                .isSortedAccordingTo(
                        Comparator.comparing((Unit one) -> -one.priority())
                                .thenComparingDouble(Unit::due)
                                .thenComparing(Unit::submittedAt)
                                .thenComparing(Unit::number));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void sharesGoByWeightAsLongAsAllWantMore(long seed) {
        Random random = new Random(seed);
        int queues = 2 + random.nextInt(4);
        List<QueueRule> rules = new ArrayList<>();
        for (int i = 0; i < queues; i++) {
            rules.add(rule(i, null, 1 + random.nextInt(4), null));
        }
        QueueTree tree = QueueTree.of(snapshot(rules));
        List<Unit> served = served(units(queues, 100, random), tree, 100);
        assertThat(served).hasSize(100);
        double lightest = rules.stream().mapToDouble(QueueRule::weight).min().orElseThrow();
        for (QueueRule one : rules) {
            for (QueueRule other : rules) {
                assertThat(Math.abs(tree.share(one.id()) - tree.share(other.id())))
                        .as("nobody is ahead by more than one turn")
                        .isLessThanOrEqualTo(0.01 / lightest + 1e-9);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void quotaIsServedFirstAndNeverExceededByWhatMustNotBeStopped(long seed) {
        Random random = new Random(seed);
        int queues = 2 + random.nextInt(4);
        List<QueueRule> rules = new ArrayList<>();
        Map<QueueId, Goods> quotas = new HashMap<>();
        for (int i = 0; i < queues; i++) {
            Goods quota =
                    new Goods(Goods.UNLIMITED, Goods.UNLIMITED, 1000L * random.nextInt(1, 20));
            rules.add(rule(i, null, 1 + random.nextInt(9), quota));
            quotas.put(id(i), quota);
        }
        QueueTree tree = QueueTree.of(snapshot(rules));
        List<Unit> units = units(queues, 60, random);
        Map<QueueId, Integer> before = new HashMap<>();
        Map<QueueId, Integer> firm = new HashMap<>();
        boolean borrowed = false;
        for (Unit unit : served(units, tree, 100)) {
            int count = before.merge(unit.queue(), 1, Integer::sum);
            long quota = requireNonNull(quotas.get(unit.queue())).accelerators();
            boolean borrows = count * 1000L > quota;
            int firmly = firm.merge(unit.queue(), unit.preemptible() ? 0 : 1, Integer::sum);
            assertThat(firmly * 1000L).as("only what yields borrows").isLessThanOrEqualTo(quota);
            assertThat(!borrows && borrowed)
                    .as("who stays within the quota goes before who borrows")
                    .isFalse();
            borrowed |= borrows;
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void childrenShareWhatTheirParentMayHold(long seed) {
        Random random = new Random(seed);
        Goods quota = new Goods(Goods.UNLIMITED, Goods.UNLIMITED, 1000L * random.nextInt(2, 40));
        List<QueueRule> rules =
                List.of(
                        new QueueRule(id(9), null, 1, quota, false, false, Goods.NONE),
                        rule(0, id(9), 1, null),
                        rule(1, id(9), 1 + random.nextInt(3), null),
                        rule(2, null, 1, null));
        QueueTree tree = QueueTree.of(snapshot(rules));
        List<Unit> served = served(units(3, 50, random), tree, 150);
        assertThat(tree.held(id(9)).isWithin(quota)).isTrue();
        assertThat(tree.held(id(9))).isEqualTo(tree.held(id(0)).plus(tree.held(id(1))));
        assertThat(served.stream().filter(one -> one.queue().equals(id(2)))).hasSize(50);
    }

    private static QueueRule rule(
            int number, @Nullable QueueId parent, double weight, @Nullable Goods quota) {
        return new QueueRule(id(number), parent, weight, quota, true, false, Goods.NONE);
    }
}
