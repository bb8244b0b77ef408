package dev.meridian.controlplane.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.agent.protocol.ControlMessage;
import dev.meridian.controlplane.dispatch.SilenceLimits;
import dev.meridian.controlplane.fleet.model.NodeId;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReceptionTest {
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final List<String> entered = new CopyOnWriteArrayList<>();
    private final CountDownLatch busy = new CountDownLatch(1);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Reception reception =
            new Reception(
                    new AgentSettings("", 0, Duration.ZERO, Duration.ZERO, 64, 1, 2, LONGEST),
                    new SilenceLimits(
                            Duration.ofSeconds(10),
                            Duration.ofSeconds(60),
                            Duration.ZERO,
                            Duration.ZERO,
                            Duration.ZERO),
                    new SecureRandom(),
                    meters);

    @Test
    void thoseWithWorkGoFirstAndTheOthersWaitWhileThereIsRoom() {
        occupy();

        assertThat(come("idle-1", false)).isInstanceOf(Reception.Answer.Waits.class);
        assertThat(come("idle-2", false)).isInstanceOf(Reception.Answer.Waits.class);
        assertThat(come("idle-3", false))
                .isInstanceOfSatisfying(
                        Reception.Answer.ComesBack.class,
                        until -> assertThat(until.after()).isPositive().isLessThan(LONGEST));
        for (int i = 1; i <= 5; i++) {
            assertThat(come("work-" + i, true)).isInstanceOf(Reception.Answer.Waits.class);
        }
        assertThat(meters.get("meridian.agent.waiting").gauge().value()).isEqualTo(7);
        busy.countDown();

        await().untilAsserted(() ->
                assertThat(entered)
                        .containsExactly(
                                "first", "work-1", "work-2", "work-3", "work-4", "work-5", "idle-1",
                                "idle-2"));
        await().until(() -> come("later", false) instanceof Reception.Answer.Enters);
        assertThat(
                        meters.get("meridian.agent.admissions")
                                .tags("outcome", "put-off", "work", "no")
                                .counter()
                                .count())
                .isEqualTo(1);
    }

    @Test
    void aNewerStreamTakesThePlaceOfAnOlderOne() {
        occupy();
        NodeId node = new NodeId(UUID.randomUUID());
        var older = new Visitor("older", true, node);
        var newer = new Visitor("newer", true, node);

        reception.receive(older);
        reception.receive(newer);

        assertThat(older.turnedAway).isTrue();
        assertThat(older.wire.closed).isNotNull();
        assertThat(reception.receives(older.stream)).isFalse();
        assertThat(reception.receives(newer.stream)).isTrue();
        busy.countDown();
        await().untilAsserted(() -> assertThat(entered).containsExactly("first", "newer"));
    }

    @Test
    void whoLeavesIsNotGreeted() {
        occupy();
        var leaves = new Visitor("leaves", false, new NodeId(UUID.randomUUID()));
        reception.receive(leaves);
        come("stays", false);

        reception.leave(leaves);

        assertThat(reception.receives(leaves.stream)).isFalse();
        busy.countDown();
        await().untilAsserted(() -> assertThat(entered).containsExactly("first", "stays"));
    }

    @Test
    void aGreetingThatFailsFreesItsPlace() {
        var fails =
                new Visitor("fails", true, new NodeId(UUID.randomUUID())) {
                    @Override
                    public void enter() {
                        throw new IllegalStateException("wanted by the test");
                    }
                };

        occupy();
        reception.receive(fails);
        come("next", true);
        busy.countDown();

        await().untilAsserted(() -> assertThat(entered).containsExactly("first", "next"));
        await().until(() -> come("later", false) instanceof Reception.Answer.Enters);
    }

    /// Ten thousand that come in one moment and are greeted in 10 ms each by 8: 12.5 s.
    @Test
    void appointmentsAreSpreadAsWideAsGreetingsTake() {
        RandomGenerator random = new java.util.SplittableRandom(1);
        var appointments = new Appointments(8, Duration.ofSeconds(60));

        List<Duration> waits =
                IntStream.range(0, 10_000)
                        .mapToObj(_ -> appointments.next(0, 200, random))
                        .toList();

        assertThat(waits.getLast()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(16));
        for (int second = 1; second < 12; second++) {
            Duration from = Duration.ofSeconds(second);
            assertThat(waits.stream().filter(wait -> wait.toSeconds() == from.toSeconds()).count())
                    .as("come back in second %d", second)
                    .isBetween(500L, 1_100L);
        }
    }

    @Test
    void noAppointmentIsLaterThanTheLongestAndTheyFollowTheGreetings() {
        RandomGenerator random = new java.util.SplittableRandom(1);
        var appointments = new Appointments(1, LONGEST);
        for (int i = 0; i < 100; i++) {
            appointments.took(Duration.ofMillis(500).toNanos());
        }

        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            waits.add(appointments.next(0, 0, random));
        }

        assertThat(waits).allMatch(wait -> wait.compareTo(LONGEST) <= 0);
        assertThat(waits.get(4)).isGreaterThan(Duration.ofSeconds(1));
        assertThat(waits.getLast()).isGreaterThan(LONGEST.multipliedBy(3).dividedBy(4));
    }

    private void occupy() {
        reception.receive(
                new Visitor("first", false, new NodeId(UUID.randomUUID())) {
                    @Override
                    public void enter() {
                        super.enter();
                        try {
                            busy.await();
                        } catch (InterruptedException _) {
                            Thread.currentThread().interrupt();
                        }
                    }
                });
        await().until(() -> entered.contains("first"));
    }

    private Reception.Answer come(String name, boolean working) {
        return reception.receive(new Visitor(name, working, new NodeId(UUID.randomUUID())));
    }

    private class Visitor implements Guest {
        private final String name;
        private final boolean working;
        private final Wireless wire = new Wireless();
        private final AgentStream stream;
        private volatile boolean turnedAway;

        Visitor(String name, boolean working, NodeId node) {
            this.name = name;
            this.working = working;
            this.stream = new AgentStream(new Peer(node, "1"), Instant.EPOCH, wire);
        }

        @Override
        public AgentStream stream() {
            return stream;
        }

        @Override
        public boolean working() {
            return working;
        }

        @Override
        public void enter() {
            entered.add(name);
        }

        @Override
        public void turnedAway() {
            turnedAway = true;
        }
    }

    /// Takes everything and remembers how it ended.
    private static final class Wireless extends ServerCallStreamObserver<ControlMessage> {
        private volatile @Nullable Status closed;

        @Override
        public void onNext(ControlMessage message) {}

        @Override
        public void onError(Throwable why) {
            closed = Status.fromThrowable(why);
        }

        @Override
        public void onCompleted() {
            closed = Status.OK;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public void setOnCancelHandler(Runnable handler) {}

        @Override
        public void setCompression(String compression) {}

        @Override
        public void setOnReadyHandler(Runnable handler) {}

        @Override
        public void disableAutoInboundFlowControl() {}

        @Override
        public void request(int count) {}

        @Override
        public void setMessageCompression(boolean enable) {}
    }
}
