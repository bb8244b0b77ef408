package dev.meridian.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.meridian.verification.chaos.arena.Sink;
import dev.meridian.verification.endtoend.Fleet.Living;
import dev.meridian.verification.local.AgentPlan;
import dev.meridian.verification.local.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Agents die, freeze and are cut off, and what they ran is never doubled and never lost. All
/// troubles come at once, each to a host of its own; every test tells how one of them went.
class FaultsTest {

    private static final AgentPlan REVIVED = Fleet.troubled("revived");
    private static final AgentPlan FROZEN = Fleet.troubled("frozen");
    private static final AgentPlan DEAD = Fleet.troubled("dead");
    private static final AgentPlan DRAINED = Fleet.troubled("drained");

    /// Longer than a machine that is short of time takes to begin all of them at once: whose lease
    /// ends before the trouble comes is fenced as it should be, and the story is another.
    private static final String FENCE = "disconnect: {policy: fence, lostAfter: 8s}";

    private static final Map<String, CompletableFuture<Void>> STORIES = new ConcurrentHashMap<>();
    private static final ExecutorService STAGES = Executors.newVirtualThreadPerTaskExecutor();

    private static Fleet fleet;
    private static Sink sink;
    private static AgentPlan cut;
    private static Wire wire;
    private static @Nullable SeveredHost severed;
    private static String noCable = "";

    @BeforeAll
    static void begin() {
        fleet = new Fleet();
        sink = fleet.sink();
        wire = fleet.wire();
        cut = Fleet.troubled("cut").through(wire);
        try {
            severed = new SeveredHost(fleet);
        } catch (IOException e) {
            noCable = e.getMessage();
        }
        fleet.start(
                Stream.of(
                                fleet.safe(),
                                List.of(REVIVED, FROZEN, DEAD, DRAINED, cut),
                                severed == null ? List.<AgentPlan>of() : severed.hosts())
                        .flatMap(List::stream));
        begin("revived", FaultsTest::revived);
        begin("frozen", FaultsTest::frozen);
        begin("dead", FaultsTest::dead);
        begin("cut", FaultsTest::cut);
        begin("drained", FaultsTest::drained);
        begin("memory", FaultsTest::memory);
        if (severed != null) {
            begin("severed", severed::story);
        }
    }

    @AfterAll
    static void end() throws Exception {
        STAGES.shutdownNow();
        if (fleet != null) {
            fleet.system().close();
            wire.close();
            sink.close();
        }
        if (severed != null) {
            severed.close();
        }
    }

    private static void begin(String name, Runnable story) {
        STORIES.put(name, CompletableFuture.runAsync(story, STAGES));
    }

    private static void tell(String name) {
        try {
            STORIES.get(name).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }

    @Test
    void anAgentThatIsKilledAndComesBackAdoptsAndReportsAndOneThatLeavesHandsOver() {
        tell("revived");
    }

    @Test
    void aFrozenAgentIsFencedByItsGuard() {
        tell("frozen");
    }

    @Test
    void theWorkOfADeadAgentGoesOnElsewhere() {
        tell("dead");
    }

    @Test
    void aHostThatIsCutOffFencesOverlapsOrKeeps() {
        tell("cut");
    }

    @Test
    void aHostThatHearsNothingAndOneWhoseCableIsPulledHandOverOnce() {
        assumeTrue(
                severed != null,
                () -> "a host with a network of its own needs root and iproute2: " + noCable);
        tell("severed");
    }

    @Test
    void aDrainedHostHandsOverWhatHasAPlaceAndKeepsTheRest() {
        tell("drained");
    }

    @Test
    void whatNeededMoreMemoryGetsItOnAnotherNode() {
        tell("memory");
    }

    private static void revived() {
        Living lives = fleet.live(REVIVED, "");
        Living ends = fleet.live(REVIVED, "");

        fleet.system().killAgent(REVIVED);
        sink.end(ends.allocation(), 7);
        fleet.patiently().until(() -> sink.toldToEnd(ends.allocation()));
        fleet.awaitMore(lives);
        fleet.system().restartAgent(REVIVED);

        assertThat(fleet.stage().awaitEnd(ends.job()).path("state").asString()).isEqualTo("FAILED");
        JsonNode ended = fleet.stage().onlyAllocation(ends.job());
        assertThat(ended.path("exitCode").asInt(-1)).isEqualTo(7);
        assertThat(ended.path("attempts").size()).isEqualTo(1);
        fleet.awaitState(REVIVED, "READY");
        fleet.awaitMore(lives);
        assertThat(sink.epoch(lives.allocation())).as("adopted, not restarted").isEqualTo(1);

        fleet.system().stopAgent(REVIVED);
        fleet.awaitEpoch(lives, 2);
        tellGap("agent says goodbye, lease of 2 min", lives);
        JsonNode moved = fleet.finish(lives);
        assertThat(fleet.doubles(lives.allocation())).isZero();
        assertThat(moved.path("retries").asInt(-1)).as("retries spent").isZero();
    }

    private static void frozen() {
        Living lives = fleet.live(FROZEN, FENCE);
        fleet.system().agent(FROZEN).signal("STOP");

        fleet.awaitEpoch(lives, 2);
        tellGap("agent frozen, lease of 8 s", lives);

        fleet.system().agent(FROZEN).signal("CONT");
        fleet.awaitState(FROZEN, "READY");
        fleet.awaitMore(lives);
        assertThat(fleet.doubles(lives.allocation())).isZero();
        assertThatItMovedFrom(FROZEN, fleet.finish(lives));
    }

    private static void dead() {
        Living lives = fleet.live(DEAD, FENCE);
        fleet.system().killAgent(DEAD);

        fleet.awaitEpoch(lives, 2);
        tellGap("agent killed for good, lease of 8 s", lives);

        fleet.awaitMore(lives);
        assertThat(fleet.doubles(lives.allocation())).isZero();
        assertThatItMovedFrom(DEAD, fleet.finish(lives));
        fleet.awaitState(DEAD, "LOST");
    }

    private static void cut() {
        Living fenced = fleet.live(cut, FENCE);
        Living overlapping = fleet.live(cut, "disconnect: {policy: overlap, lostAfter: 8s}");
        Living kept = fleet.live(cut, "disconnect: {policy: keep, lostAfter: 8s}");
        wire.cut();

        fleet.awaitEpoch(overlapping, 2);
        fleet.awaitEpoch(fenced, 2);
        tellGap("host cut off, lease of 8 s, fence", fenced);
        fleet.awaitState(cut, "LOST");
        fleet.awaitMore(kept);
        wire.mend();

        fleet.awaitState(cut, "READY");
        assertThat(fleet.doubles(fenced.allocation())).isZero();
        assertThatItMovedFrom(cut, fleet.finish(fenced));
        awaitSilenceOfTheOldOne(overlapping);
        assertThatItMovedFrom(cut, fleet.finish(overlapping));
        assertThat(sink.epoch(kept.allocation())).isEqualTo(1);
        assertThat(fleet.finish(kept).path("attempts").size()).isEqualTo(1);
    }

    private static void drained() {
        Living moves = fleet.live(DRAINED, "");
        Living hasNoPlace = fleet.liveOnlyOn(DRAINED);
        fleet.order(DRAINED, "drain");

        fleet.awaitEpoch(moves, 2);
        assertThat(fleet.doubles(moves.allocation())).isZero();
        JsonNode moved = fleet.finish(moves);
        assertThat(moved.path("attempts").path(0).path("state").asString()).isEqualTo("PREEMPTED");
        assertThat(moved.path("retries").asInt(-1)).as("retries spent").isZero();
        fleet.awaitMore(hasNoPlace);
        assertThat(fleet.node(DRAINED).path("state").asString()).isEqualTo("DRAINING");
        assertThat(fleet.finish(hasNoPlace).path("attempts").size()).isEqualTo(1);

        fleet.order(DRAINED, "uncordon");
        fleet.awaitState(DRAINED, "READY");
    }

    private static void memory() {
        String job =
                fleet.stage()
                        .submit(
                                "constraints: [{label: role, operator: in, value: [quiet, calm]}]",
                                "held=$(head -c 80000000 /dev/zero | tr \"\\0\" x); sleep 3; echo ${#held}",
                                "retry: {max: 2, backoff: 1s, on: [{reason: OOM, memoryFactor: 8, avoidNode: true}]}");

        assertThat(fleet.stage().awaitEnd(job).path("state").asString()).isEqualTo("SUCCEEDED");

        List<JsonNode> attempts =
                fleet.stage().onlyAllocation(job).path("attempts").valueStream().toList();
        assertThat(attempts).hasSize(2);
        assertThat(attempts.getFirst().path("reason").asString()).isEqualTo("OOM");
        assertThat(attempts)
                .extracting(attempt -> attempt.path("nodeName").asString())
                .doesNotHaveDuplicates();
    }

    private static void awaitSilenceOfTheOldOne(Living living) {
        fleet.patiently()
                .pollInterval(Duration.ofSeconds(2))
                .until(
                        () -> fleet.doubles(living.allocation()),
                        new Predicate<Long>() {
                            private long last = -1;

                            @Override
                            public boolean test(Long now) {
                                boolean quiet = now == last;
                                last = now;
                                return quiet;
                            }
                        });
    }

    private static void assertThatItMovedFrom(AgentPlan host, JsonNode allocation) {
        List<JsonNode> attempts = allocation.path("attempts").valueStream().toList();
        assertThat(attempts).as(allocation.toString()).hasSize(2);
        assertThat(attempts.getFirst().path("nodeName").asString()).isEqualTo(host.name());
        assertThat(attempts.getFirst().path("state").asString()).isIn("LOST", "FENCED");
        assertThat(allocation.path("retries").asInt(-1)).as("retries spent").isZero();
    }

    private static void tellGap(String what, Living living) {
        System.out.printf(
                "%s: %.1f s without a copy, %d doubles%n",
                what, fleet.gap(living.allocation()), fleet.doubles(living.allocation()));
    }
}
