package dev.meridian.controlplane.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.kernel.DiskGuard;
import dev.meridian.controlplane.support.Rows;
import dev.meridian.controlplane.support.SettableClock;
import dev.meridian.controlplane.support.TestDatabase;
import dev.meridian.controlplane.telemetry.model.Sample;
import dev.meridian.controlplane.telemetry.model.Series;
import dev.meridian.controlplane.telemetry.model.Shelf;
import dev.meridian.controlplane.telemetry.model.Span;
import dev.meridian.controlplane.telemetry.store.Stores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplesTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final TestDatabase database = TestDatabase.fresh();
    private final SettableClock clock = new SettableClock(NOON);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Samples samples =
            new Samples(Stores.samples(database), DiskGuard.UNWATCHED, clock, meters);
    private final TelemetrySettings settings =
            new TelemetrySettings(Duration.ofDays(3), Duration.ofDays(60), Duration.ofDays(60));
    private final TelemetryQueries queries =
            new TelemetryQueries(
                    Stores.reads(database),
                    Stores.series(database),
                    Stores.rollups(database),
                    Stores.devices(database),
                    settings,
                    clock);
    private final PartitionUpkeep upkeep =
            new PartitionUpkeep(Stores.partitions(database), settings);
    private final NodeId node = new NodeId(UUID.randomUUID());

    @Test
    void aSeriesIsAveragedInSteps() {
        upkeep.runOnce(NOON);
        samples.append(
                node,
                IntStream.range(0, 6)
                        .mapToObj(i -> host("cpu.used", "", NOON.minusSeconds(60 - i * 10L), i))
                        .toList());
        samples.append(
                node, List.of(host("gpu.utilisation", "gpu\t0", NOON.minusSeconds(60), 0.5)));
        samples.flush();

        assertThat(
                        queries.ofNode(
                                node,
                                new Span(NOON.minusSeconds(60), NOON, Duration.ofSeconds(30))))
                .containsExactly(
                        new Series(
                                "cpu.used",
                                "",
                                List.of(
                                        new Series.Point(NOON.minusSeconds(60), 1, 2),
                                        new Series.Point(NOON.minusSeconds(30), 4, 5))),
                        new Series(
                                "gpu.utilisation",
                                "gpu\t0",
                                List.of(new Series.Point(NOON.minusSeconds(60), 0.5, 0.5))));
        assertThat(queries.latest(node)).extracting(Sample::value).containsExactly(5.0, 0.5);
    }

    @Test
    void allocationsAndTheirHostAreKeptApart() {
        upkeep.runOnce(NOON);
        Rows rows = new Rows(database.jdbc());
        NodeId node = rows.node("eu-west", "holds");
        AllocationId allocation = rows.running(node);
        samples.append(
                node,
                List.of(
                        host("memory.used", "", NOON.minusSeconds(5), 100),
                        new Sample(NOON.minusSeconds(5), allocation, "memory.used", "", 10)));
        samples.append( // another node speaks of it: one that lost it, or a thief
                rows.node("eu-west", "does-not"),
                List.of(new Sample(NOON.minusSeconds(5), allocation, "memory.used", "", 99)));
        samples.flush();
        Span span = new Span(NOON.minusSeconds(60), NOON, Duration.ofSeconds(60));
        assertThat(queries.ofAllocation(allocation, span).getFirst().points().getFirst().max())
                .isEqualTo(10);
        assertThat(queries.ofNode(node, span).getFirst().points().getFirst().max()).isEqualTo(100);
    }

    @Test
    void aHostWithAWrongClockIsNotHeard() {
        upkeep.runOnce(NOON);
        samples.append(
                node,
                List.of(
                        host("cpu.used", "", NOON.minus(Duration.ofDays(400)), 1),
                        host("cpu.used", "", NOON.plus(Duration.ofDays(400)), 1)));
        samples.flush();
        assertThat(meters.counter("meridian.telemetry.samples", "outcome", "dropped").count())
                .isEqualTo(2);
    }

    @Test
    void whatCannotBeStoredNowIsStoredLater() {
        samples.append(node, List.of(host("cpu.used", "", NOON.minusSeconds(1), 1)));
        assertThatThrownBy(samples::flush).as("no partition yet").isNotNull();
        upkeep.runOnce(NOON);
        samples.flush();
        assertThat(queries.latest(node)).hasSize(1);
    }

    @Test
    void daysAreMadeAheadAndDroppedAfterTheirRetention() {
        upkeep.runOnce(NOON);
        assertThat(days()).hasSize(4);
        upkeep.runOnce(NOON.plus(Duration.ofDays(1)));
        assertThat(days()).hasSize(5);
        upkeep.runOnce(NOON.plus(Duration.ofDays(30)));
        upkeep.runOnce(NOON.plus(Duration.ofDays(30)));
        assertThat(days()).hasSize(4);
    }

    /// An administrator may keep what has no day of its own.
    @Test
    void aPartitionThatSomebodyElseMadeIsLeftAlone() {
        for (Shelf shelf : Shelf.values()) {
            database.jdbc()
                    .sql(
                            "create table %s_of_others partition of %s default"
                                    .formatted(shelf.table(), shelf.table()))
                    .update();
        }
        upkeep.runOnce(NOON);
        upkeep.runOnce(NOON.plus(Duration.ofDays(400)));
        assertThat(days()).hasSize(4);
        assertThat(
                        database.jdbc()
                                .sql(
                                        "select count(*) from pg_class where relname like '%\\_of\\_others' and relkind = 'r'")
                                .query(Integer.class)
                                .single())
                .isEqualTo(Shelf.values().length);
    }

    private Set<LocalDate> days() {
        return Stores.partitions(database).of(Shelf.SAMPLES);
    }

    private static Sample host(String metric, String device, Instant at, double value) {
        return new Sample(at, null, metric, device, value);
    }
}
