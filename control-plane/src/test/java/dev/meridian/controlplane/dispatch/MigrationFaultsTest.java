package dev.meridian.controlplane.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.kernel.model.Money;
import dev.meridian.controlplane.placement.migration.Chain;
import dev.meridian.controlplane.placement.migration.MigrationSettings;
import dev.meridian.controlplane.placement.model.PlacementDecision;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MigrationFaultsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration REST = MigrationSettings.USUAL.rest();

    private final AllocationId one = new AllocationId(new UUID(0, 1));
    private final MigrationFaults faults =
            new MigrationFaults(
                    MigrationSettings.USUAL,
                    IllegalArgumentException.class::isInstance,
                    new SimpleMeterRegistry());

    @Test
    void whatFailsForWhatItIsIsLeftAloneForATime() {
        faults.guard(chain(), NOW, () -> {});
        assertThat(faults.mayGo(one, NOW)).isTrue();
        faults.guard(chain(), NOW, MigrationFaultsTest::fail);
        assertThat(faults.mayGo(one, NOW.plus(REST))).isFalse();
        assertThat(faults.mayGo(one, NOW.plus(REST).plusMillis(1))).isTrue();
        assertThat(faults.mayGo(one, NOW.minus(REST).minusMillis(1)))
                .as("a clock that was set back")
                .isTrue();
    }

    @Test
    void whatIsNobodysFaultIsThrown() {
        assertThatThrownBy(() ->
                        faults.guard(
                                chain(),
                                NOW,
                                () -> {
                                    throw new IllegalStateException("the database is away");
                                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(faults.mayGo(one, NOW)).isTrue();
    }

    private static void fail() {
        throw new IllegalArgumentException("a value that no column takes");
    }

    private Chain chain() {
        var move =
                new PlacementDecision(
                        one,
                        0,
                        new NodeId(new UUID(0, 2)),
                        List.of(),
                        Money.ZERO,
                        0,
                        List.of(),
                        null,
                        List.of());
        return new Chain(List.of(), List.of(move), 1, 0);
    }
}
