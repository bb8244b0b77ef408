package dev.meridian.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.agent.protocol.Sample;
import dev.meridian.agent.protocol.TelemetryBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TelemetrySpoolTest {
    private static final int LARGE = 1 << 19;

    @TempDir Path dataDir;

    private static TelemetryBatch batch(int at, int size) {
        return TelemetryBatch.newBuilder()
                .addSamples(Sample.newBuilder().setAtMillis(at).setMetric("m".repeat(size)))
                .build();
    }

    private static List<Long> all(TelemetrySpool spool) {
        List<Long> times = new ArrayList<>();
        for (TelemetryBatch next = spool.poll(); next != null; next = spool.poll()) {
            times.add(next.getSamples(0).getAtMillis());
        }
        return times;
    }

    @Test
    void comesBackInOrderWhateverIsAddedMeanwhile() throws IOException {
        TelemetrySpool spool = new TelemetrySpool(dataDir);
        for (int i = 0; i < 5; i++) spool.add(batch(i, LARGE));
        TelemetryBatch oldest = spool.poll();
        assertThat(oldest).isEqualTo(batch(0, LARGE));
        spool.add(batch(5, 10));
        assertThat(all(spool)).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(spool.isEmpty()).isTrue();
        spool.add(batch(6, 10));
        assertThat(all(spool)).containsExactly(6L);
    }

    @Test
    void theOldestAreLostFirstAndTheDiskIsNotFilled() throws IOException {
        TelemetrySpool spool = new TelemetrySpool(dataDir);
        for (int i = 0; i < 70; i++) spool.add(batch(i, LARGE));
        assertThat(bytes()).isLessThan(40L << 20);
        List<Long> left = all(spool);
        assertThat(left).endsWith(69L).doesNotContain(0L).isSorted();
        assertThat(bytes()).isZero();
    }

    @Test
    void outlivesTheAgentAndPassesOverWhatIsTorn() throws IOException {
        TelemetrySpool spool = new TelemetrySpool(dataDir);
        for (int i = 0; i < 6; i++) spool.add(batch(i, LARGE));
        try (Stream<Path> files = Files.list(dataDir.resolve("telemetry"))) {
            Path first = files.sorted().findFirst().orElseThrow();
            byte[] whole = Files.readAllBytes(first);
            Files.write(first, java.util.Arrays.copyOf(whole, whole.length - 7));
        }
        List<Long> left = all(new TelemetrySpool(dataDir));
        assertThat(left).startsWith(0L).endsWith(5L).isSorted().hasSize(5);
    }

    @Test
    void whatWasBegunToBeReadIsNotToldTwice() throws IOException {
        TelemetrySpool spool = new TelemetrySpool(dataDir);
        for (int i = 0; i < 4; i++) spool.add(batch(i, LARGE));
        spool.poll();
        assertThat(all(new TelemetrySpool(dataDir))).doesNotContain(0L).endsWith(3L);
    }

    private long bytes() throws IOException {
        try (Stream<Path> files = Files.list(dataDir.resolve("telemetry"))) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
