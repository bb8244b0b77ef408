package dev.meridian.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.agent.protocol.LogAck;
import dev.meridian.agent.protocol.LogChunk;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// When heartbeats are sent, and how much output may stand before them.
class PulseTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void fourBeatsFallIntoTheShortestLease() {
        for (long lease : new long[] {1_000, 2_000, 12_000, 120_000}) {
            long interval = Pulse.interval(3_000, lease);
            Pulse pulse = new Pulse(new Random(7));
            pulse.begin(0);
            long last = 0;
            for (long now = 0; now < 60 * SECOND; now += SECOND / 100) {
                if (!pulse.due(now, interval)) continue;
                assertThat(now - last)
                        .isLessThanOrEqualTo(
                                Duration.ofMillis(Math.min(lease / 4, 3_600) + 10).toNanos());
                last = now;
            }
        }
    }

    @Test
    void aShorterLeaseBringsTheNextBeatForward() {
        Pulse pulse = new Pulse(new Random(7));
        pulse.begin(0);
        assertThat(pulse.due(0, Pulse.interval(60_000, 0))).isTrue();
        assertThat(pulse.due(SECOND, Pulse.interval(60_000, 0))).isFalse();
        assertThat(pulse.due(SECOND, Pulse.interval(60_000, 2_000))).isTrue();
    }

    @Test
    void outputWaitsForRoomAndThatNobodyWantsDoesNotHoldTheRestUp() {
        LogWindow window = new LogWindow();
        for (int i = 0; i < 8; i++) {
            assertThat(window.hasRoom(0)).isTrue();
            window.sent(chunk(i).build(), 0);
        }
        assertThat(window.hasRoom(0)).isFalse();
        LogAck.Builder ack =
                LogAck.newBuilder().setAllocationId("a").setEpoch(1).setStream("stdout");
        window.acknowledged(ack.setOffset(3).build());
        assertThat(window.hasRoom(0)).isTrue();
        for (int i = 8; i < 11; i++) window.sent(chunk(i).build(), 0);
        assertThat(window.hasRoom(4 * SECOND)).isFalse();
        assertThat(window.hasRoom(6 * SECOND)).isTrue();
    }

    private static LogChunk.Builder chunk(int offset) {
        return LogChunk.newBuilder()
                .setAllocationId("a")
                .setEpoch(1)
                .setStream("stdout")
                .setOffset(offset)
                .setData(com.google.protobuf.ByteString.copyFromUtf8("x"));
    }
}
