package dev.meridian.agent.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.meridian.agent.TestControlPlane;
import dev.meridian.agent.protocol.AllocationReport;
import dev.meridian.agent.protocol.ReportAck;
import dev.meridian.agent.protocol.TaskState;
import dev.meridian.agent.protocol.TelemetryBatch;
import dev.meridian.agent.run.Outputs;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkPartsTest {
    @TempDir Path dataDir;

    @Test
    void addressesAreRead() {
        assertThat(HostPort.list("a:1, b ,[::1]:7"))
                .containsExactly(
                        new HostPort("a", 1), new HostPort("b", 9090), new HostPort("[::1]", 7));
        assertThatThrownBy(() -> HostPort.list("a:b")).hasMessageContaining("host:port");
        assertThatThrownBy(() -> HostPort.list("a:70000")).hasMessageContaining("port");
    }

    @Test
    void aTokenIsNeverRepeated() {
        String digest = "0a".repeat(32);
        assertThat(JoinToken.parse("mrj_secret." + digest).authorityDigest()).isEqualTo(digest);
        assertThat(JoinToken.parse("mrj_secret." + digest).toString()).doesNotContain("secret");
        assertThatThrownBy(() -> JoinToken.parse("mrj_secret.12"))
                .hasMessageNotContaining("secret.12")
                .hasMessageContaining("ask for a new one");
    }

    @Test
    void waitingGrowsAndIsBounded() {
        Backoff backoff = new Backoff(RandomGenerator.getDefault());
        assertThat(backoff.next()).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
        assertThat(backoff.next()).isBetween(Duration.ofMillis(200), Duration.ofMillis(400));
        for (int i = 0; i < 100; i++) backoff.next();
        assertThat(backoff.next()).isBetween(Duration.ofMillis(7500), Duration.ofSeconds(15));
        backoff.reset();
        assertThat(backoff.next()).isLessThan(Duration.ofMillis(201));
    }

    private static AllocationReport report(TaskState state, long seq) {
        return AllocationReport.newBuilder()
                .setAllocationId("a")
                .setEpoch(1)
                .setState(state)
                .setSeq(seq)
                .build();
    }

    @Test
    void onlyTheNewestReportCountsUntilItIsAcknowledged() {
        AtomicLong now = new AtomicLong();
        Outbox outbox = new Outbox(now::get);
        Outputs logs = new Outputs();
        outbox.offer(report(TaskState.STARTING, 1));
        outbox.offer(report(TaskState.RUNNING, 2));
        assertThat(outbox.nextReport(logs)).contains(report(TaskState.RUNNING, 2));
        assertThat(outbox.nextReport(logs)).isEmpty();
        outbox.acknowledged(
                ReportAck.newBuilder().setAllocationId("a").setEpoch(1).setSeq(1).build());
        now.addAndGet(Duration.ofSeconds(6).toNanos());
        assertThat(outbox.nextReport(logs)).contains(report(TaskState.RUNNING, 2));
        outbox.rewind(() -> {});
        assertThat(outbox.nextReport(logs)).contains(report(TaskState.RUNNING, 2));
        outbox.acknowledged(
                ReportAck.newBuilder().setAllocationId("a").setEpoch(1).setSeq(2).build());
        outbox.rewind(() -> {});
        assertThat(outbox.nextReport(logs)).isEmpty();
        assertThat(outbox.hasReports()).isFalse();
    }

    @Test
    void telemetryIsBounded() {
        Outbox outbox = new Outbox(System::nanoTime);
        for (int i = 0; i < 10_000; i++) outbox.offer(TelemetryBatch.getDefaultInstance());
        int kept = 0;
        while (outbox.nextTelemetry() != null) kept++;
        assertThat(kept).isEqualTo(360);
    }

    @Test
    void anotherControlPlaneTakesOver() throws Exception {
        TestControlPlane first = new TestControlPlane();
        IdentityStore store = new IdentityStore(dataDir);
        Enrolment enrolment = new Enrolment(store, new Enrolment.Wish("h", "r", "c", ""));
        Identity identity =
                ((Enrolment.Result.Enrolled)
                                enrolment.join(first.address(), JoinToken.parse(first.newToken())))
                        .identity();
        HostPort nobody = new HostPort("127.0.0.1", 1);
        try (var link =
                new ControlPlaneLink(
                        List.of(nobody, first.address()),
                        enrolment,
                        identity,
                        new IdleDuties(),
                        new Outbox(System::nanoTime),
                        new Outputs(),
                        InstantSource.system(),
                        System::nanoTime,
                        RandomGenerator.getDefault())) {
            link.start();
            await().until(() -> first.hellos.size() == 1);
            first.goAway();
            first.comeBack();
            await().until(() -> first.hellos.size() == 2);
        } finally {
            first.close();
        }
    }

    @Test
    void aSilentControlPlaneIsLeft() throws Exception {
        TestControlPlane plane = new TestControlPlane();
        plane.answerHeartbeats = false;
        IdentityStore store = new IdentityStore(dataDir);
        Enrolment enrolment = new Enrolment(store, new Enrolment.Wish("h", "r", "c", ""));
        Identity identity =
                ((Enrolment.Result.Enrolled)
                                enrolment.join(plane.address(), JoinToken.parse(plane.newToken())))
                        .identity();
        try (var link =
                new ControlPlaneLink(
                        List.of(plane.address()),
                        enrolment,
                        identity,
                        new IdleDuties(),
                        new Outbox(System::nanoTime),
                        new Outputs(),
                        InstantSource.system(),
                        System::nanoTime,
                        RandomGenerator.getDefault())) {
            link.start();
            await().until(() -> plane.hellos.size() == 2);
        } finally {
            plane.close();
        }
    }

    @Test
    void aControlPlaneThatRenewsNothingIsLeftForAnother() throws Exception {
        TestControlPlane plane = new TestControlPlane();
        IdentityStore store = new IdentityStore(dataDir);
        Enrolment enrolment = new Enrolment(store, new Enrolment.Wish("h", "r", "c", ""));
        Identity identity =
                ((Enrolment.Result.Enrolled)
                                enrolment.join(plane.address(), JoinToken.parse(plane.newToken())))
                        .identity();
        try (var link =
                new ControlPlaneLink(
                        List.of(plane.address(), plane.address()),
                        enrolment,
                        identity,
                        new IdleDuties(2_000),
                        new Outbox(System::nanoTime),
                        new Outputs(),
                        InstantSource.system(),
                        System::nanoTime,
                        RandomGenerator.getDefault())) {
            link.start();
            await().atMost(Duration.ofSeconds(30)).until(() -> plane.hellos.size() == 2);
        } finally {
            plane.close();
        }
    }
}
