package dev.meridian.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.agent.probe.AllocationProbe.Use;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AllocationProbeTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Map<String, Use> running = new HashMap<>();
    private long now = SECOND;
    private final AllocationProbe probe = new AllocationProbe(() -> running, () -> now);

    @Test
    void processorTimeBecomesCores() {
        uses(0, 100);
        assertThat(sampled()).doesNotContainKey("a cpu.used").containsEntry("a memory.used", 100.0);
        pass(10);
        uses(15 * SECOND, 200);
        assertThat(sampled())
                .containsEntry("a cpu.used", 1.5)
                .containsEntry("a memory.used", 200.0)
                .containsEntry("a memory.peak", 400.0);
    }

    @Test
    void aCounterThatFellBeginsAnew() {
        uses(90 * SECOND, 1);
        sampled();
        pass(10);
        uses(2 * SECOND, 1);
        assertThat(sampled()).as("no negative cores").doesNotContainKey("a cpu.used");
        pass(10);
        uses(7 * SECOND, 1);
        assertThat(sampled()).containsEntry("a cpu.used", 0.5);
    }

    @Test
    void whatHasSettledIsMeasuredOnceAMinuteWithTheMeanSinceThen() {
        int rows = 0;
        Map<String, Double> last = Map.of();
        for (int round = 0; round <= 60; round++) {
            uses(round * 5L * SECOND, 1);
            Map<String, Double> found = sampled();
            if (!found.isEmpty()) {
                rows++;
                last = found;
            }
            pass(10);
        }
        assertThat(rows).as("two minutes of rounds, then eight minutes").isEqualTo(13 + 8);
        assertThat(last).containsEntry("a cpu.used", 0.5);
    }

    @Test
    void devicesAreTheirsWhoHoldThemWhole() {
        running.put("a", new Use(0, 1, 1, List.of(1)));
        Samples samples = new Samples(0);
        samples.device("gpu.utilisation", "gpu0", 0.1);
        samples.device("gpu.utilisation", "gpu1", 0.9);
        probe.sample(samples);
        assertThat(of(samples))
                .containsEntry("a gpu.utilisation/gpu1", 0.9)
                .doesNotContainKeys("a gpu.utilisation/gpu0", "a gpu.memory.used/gpu1");
    }

    private void uses(long cpuNanos, long memory) {
        running.put("a", new Use(cpuNanos, memory, memory * 2, List.of()));
    }

    private void pass(int seconds) {
        now += seconds * SECOND;
    }

    private Map<String, Double> sampled() {
        Samples samples = new Samples(0);
        probe.sample(samples);
        return of(samples);
    }

    private static Map<String, Double> of(Samples samples) {
        Map<String, Double> found = new HashMap<>();
        samples.batch()
                .getSamplesList()
                .forEach(sample ->
                        found.put(
                                sample.getAllocationId()
                                        + " "
                                        + sample.getMetric()
                                        + (sample.getDevice().isEmpty()
                                                ? ""
                                                : "/" + sample.getDevice()),
                                sample.getValue()));
        return found;
    }
}
