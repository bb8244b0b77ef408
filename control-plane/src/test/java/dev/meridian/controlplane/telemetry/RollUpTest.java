package dev.meridian.controlplane.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.kernel.DiskGuard;
import dev.meridian.controlplane.support.SettableClock;
import dev.meridian.controlplane.support.TestDatabase;
import dev.meridian.controlplane.telemetry.model.Sample;
import dev.meridian.controlplane.telemetry.model.Series;
import dev.meridian.controlplane.telemetry.model.Series.Point;
import dev.meridian.controlplane.telemetry.model.Shelf;
import dev.meridian.controlplane.telemetry.model.Span;
import dev.meridian.controlplane.telemetry.model.demand.Course;
import dev.meridian.controlplane.telemetry.store.Rollups;
import dev.meridian.controlplane.telemetry.store.Stores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Quarters of an hour are rolled up once they are over, and stay when the samples have gone.
class RollUpTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final TestDatabase database = TestDatabase.fresh();
    private final SettableClock clock = new SettableClock(NOON);
    private final TelemetrySettings settings =
            new TelemetrySettings(Duration.ofDays(2), Duration.ofDays(60), Duration.ofDays(60));
    private final Samples samples =
            new Samples(
                    Stores.samples(database),
                    DiskGuard.UNWATCHED,
                    clock,
                    new SimpleMeterRegistry());
    private final Rollups rollups = Stores.rollups(database);
    private final RollUp loop = new RollUp(rollups, settings);
    private final PartitionUpkeep upkeep =
            new PartitionUpkeep(Stores.partitions(database), settings);
    private final TelemetryQueries queries =
            new TelemetryQueries(
                    Stores.reads(database),
                    Stores.series(database),
                    rollups,
                    Stores.devices(database),
                    settings,
                    clock);
    private final NodeId node = new NodeId(UUID.randomUUID());

    @BeforeEach
    void begin() {
        upkeep.runOnce(NOON);
        database.jdbc().sql("update sample_rollups_until set at = '2026-03-01T11:00:00Z'").update();
    }

    @Test
    void aQuarterBecomesAMeanAndAMaximumAndOutlivesItsSamples() {
        measure(NOON.plusSeconds(10), 1);
        measure(NOON.plusSeconds(20), 3);
        measure(NOON.plus(Course.SLOT), 7);
        loop.runOnce(NOON.plus(Duration.ofMinutes(16)));
        assertThat(rollups.until()).as("not over for two minutes").isEqualTo(NOON);
        loop.runOnce(NOON.plus(Duration.ofMinutes(18)));
        loop.runOnce(NOON.plus(Duration.ofMinutes(18)));

        List<Point> both = List.of(new Point(NOON, 2, 3), new Point(NOON.plus(Course.SLOT), 7, 7));
        assertThat(cpu()).as("the second from its samples").isEqualTo(both);

        loop.runOnce(NOON.plus(Duration.ofHours(1)));
        Instant later = NOON.plus(Duration.ofDays(5));
        upkeep.runOnce(later);
        clock.set(later);
        assertThat(Stores.partitions(database).of(Shelf.SAMPLES)).hasSize(4);
        assertThat(cpu()).isEqualTo(both);
        assertThat(cpu(Duration.ofMinutes(1))).as("as fine as it is kept").isEqualTo(both);
    }

    @Test
    void whatComesLateIsRolledUpAnewOfItsNodeAlone() {
        NodeId other = new NodeId(UUID.randomUUID());
        measure(NOON, 1);
        samples.append(other, List.of(sample(NOON, 5)));
        samples.flush();
        Instant later = NOON.plus(Duration.ofHours(1));
        loop.runOnce(later);

        clock.set(later);
        measure(NOON.plusSeconds(10), 9);
        loop.runOnce(later);
        assertThat(cpu()).as("more may come").isEqualTo(List.of(new Point(NOON, 1, 1)));
        database.jdbc()
                .sql("update late_samples set marked_at = now() - interval '3 min'")
                .update();
        loop.runOnce(later);
        loop.runOnce(later);

        assertThat(cpu()).isEqualTo(List.of(new Point(NOON, 5, 9)));
        assertThat(queries.ofNode(other, hours(Course.SLOT)).getFirst().points())
                .containsExactly(new Point(NOON, 5, 5));
    }

    @Test
    void aPlaneThatWasAwayForLongDoesNotLookForWhatIsGone() {
        loop.runOnce(NOON.plus(Duration.ofDays(300)));
        assertThat(rollups.until()).isAfter(NOON.plus(Duration.ofDays(299)));
    }

    private void measure(Instant at, double value) {
        samples.append(node, List.of(sample(at, value)));
        samples.flush();
    }

    private static Sample sample(Instant at, double value) {
        return new Sample(at, null, "cpu.used", "", value);
    }

    private List<Point> cpu() {
        return cpu(Course.SLOT);
    }

    private List<Point> cpu(Duration step) {
        List<Series> all = queries.ofNode(node, hours(step));
        assertThat(all).hasSize(1);
        return all.getFirst().points();
    }

    private static Span hours(Duration step) {
        return new Span(NOON.minus(Duration.ofHours(1)), NOON.plus(Duration.ofHours(1)), step);
    }
}
