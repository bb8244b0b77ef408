package dev.meridian.controlplane.support;

import dev.meridian.controlplane.telemetry.PartitionUpkeep;
import dev.meridian.controlplane.telemetry.model.Shelf;
import dev.meridian.controlplane.telemetry.model.demand.Course;
import dev.meridian.controlplane.telemetry.model.demand.DemandKey;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Demand series as if they had been recorded: days like days, weekends quieter, and noise.
public final class RecordedDemand {
    private static final int SLOTS = 96;

    private final JdbcClient jdbc;
    private final PartitionUpkeep partitions;

    public RecordedDemand(JdbcClient jdbc, PartitionUpkeep partitions) {
        this.jdbc = jdbc;
        this.partitions = partitions;
    }

    /// @return the id of the series
    public int write(DemandKey key, Instant from, Instant to, long seed) {
        int id =
                jdbc.sql(
                                """
                                insert into demand_series (scope, owner, resource, measure, busy_on)
                                values (:scope, :owner, :resource, :measure, :day)
                                on conflict (scope, owner, resource, measure) do update set busy_on = excluded.busy_on
                                returning id\
                                """)
                        .param("scope", key.scope().word())
                        .param("owner", key.owner())
                        .param("resource", key.resource())
                        .param("measure", key.measure().word())
                        .param("day", day(to))
                        .query(Integer.class)
                        .single();
        partitions.make(Shelf.DEMAND, day(from), day(to));
        for (LocalDate day = day(from); !day.isAfter(day(to)); day = day.plusDays(1)) {
            Instant start = day.atStartOfDay(ZoneOffset.UTC).toInstant();
            List<Float> values = new ArrayList<>();
            for (int slot = 0; slot < SLOTS; slot++) {
                Instant at = start.plus(Course.SLOT.multipliedBy(slot));
                values.add(at.isBefore(from) || !at.isBefore(to) ? null : (float) value(at, seed));
            }
            jdbc.sql(
                            """
                            insert into demand_days as d (day, series, means, maxima)
                            values (:day, :series, cast(:values as real[]), cast(:values as real[]))
                            on conflict (series, day) do update set
                                means = excluded.means, maxima = excluded.maxima\
                            """)
                    .param("day", day)
                    .param("series", id)
                    .param("values", values.toArray(Float[]::new))
                    .update();
        }
        return id;
    }

    /// The same at each moment, however often it is asked for.
    public static double value(Instant at, long seed) {
        double hours = Duration.between(Instant.EPOCH, at).toMinutes() / 60.0;
        double day = Math.sin(2 * Math.PI * (hours / 24 - 0.3 + 0.02 * (seed % 7)));
        // the epoch was a Thursday
        boolean weekend = Math.floorMod((long) (hours / 24) + 3, 7L) >= 5;
        double noise = new SplittableRandom(seed * 1_000_003 + at.getEpochSecond()).nextGaussian();
        return Math.max(0, 50 + 10 * seed + (weekend ? 10 : 30) * day + 3 * noise);
    }

    private static LocalDate day(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
