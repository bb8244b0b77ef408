package dev.meridian.controlplane.telemetry.store;

import dev.meridian.controlplane.telemetry.model.demand.Course;
import dev.meridian.controlplane.telemetry.model.demand.DemandKey;
import dev.meridian.controlplane.telemetry.model.demand.Loaded;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// What was loaded from elsewhere, and how it is told from what was observed.
@Repository
public class DemandLoads {
    private static final String OF =
            """
            select l.from_at, l.to_at, l.source, l.loaded_at
            from demand_series s join demand_loads l on l.series = s.id
            where s.scope = :scope and s.owner = :owner and s.resource = :resource and s.measure = :measure\
            """;

    private static final String LOADED =
            "select from_at, to_at, source, loaded_at from demand_loads where series = :series";

    /// What was loaded before is always older than what was observed, so that only one day holds
    /// both.
    private static final List<String> FORGET =
            List.of(
                    """
                    update demand_days set means = array_fill(null::real, array[:before]) || means[:before + 1:],
                        maxima = array_fill(null::real, array[:before]) || maxima[:before + 1:]
                    where series = :series and day = :day\
                    """,
                    "delete from demand_days where series = :series and day < :day",
                    "delete from demand_loads where series = :series");

    private static final String FIRST =
            """
            select d.day + (u.i - 1) * interval '15 min' as first
            from demand_days d cross join lateral unnest(d.means) with ordinality u(value, i)
            where d.series = :series and u.value is not null
                and d.day = (select min(day) from demand_days where series = :series and exists (
                    select from unnest(means) v where v is not null))
            order by u.i limit 1\
            """;

    /// What is there stays.
    private static final String WRITE =
            """
            insert into demand_days as d (day, series, means, maxima)
            values (:day, :series, cast(:means as real[]), cast(:maxima as real[]))
            on conflict (series, day) do update set
                means = (select array_agg(coalesce(old, new) order by i)
                    from unnest(d.means, excluded.means) with ordinality u(old, new, i)),
                maxima = (select array_agg(coalesce(old, new) order by i)
                    from unnest(d.maxima, excluded.maxima) with ordinality u(old, new, i))\
            """;

    private final JdbcClient jdbc;

    DemandLoads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<Loaded> of(DemandKey key) {
        return jdbc.sql(OF)
                .param("scope", key.scope().word())
                .param("owner", key.owner())
                .param("resource", key.resource())
                .param("measure", key.measure().word())
                .query((row, _) -> loaded(row))
                .optional();
    }

    /// Takes away what was loaded of a series.
    ///
    /// @return when that began; empty: nothing was loaded
    @Transactional
    public Optional<Loaded> forget(int series) {
        Optional<Loaded> loaded =
                jdbc.sql(LOADED).param("series", series).query((row, _) -> loaded(row)).optional();
        loaded.ifPresent(one ->
                FORGET.forEach(statement ->
                        jdbc.sql(statement)
                                .param("series", series)
                                .param("before", DemandDays.indexOf(one.to()))
                                .param("day", day(one.to()))
                                .update()));
        return loaded;
    }

    /// The first slot of a series that was observed.
    public Optional<Instant> first(int series) {
        return jdbc.sql(FIRST)
                .param("series", series)
                .query((row, _) ->
                        row.getObject("first", LocalDateTime.class).toInstant(ZoneOffset.UTC))
                .optional();
    }

    /// Writes a past that has its partitions, and marks it as loaded.
    @Transactional
    public void write(int series, Course means, Course maxima, String source, Instant now) {
        int slots = means.values().length;
        for (int from = 0; from < slots; ) {
            int before = DemandDays.indexOf(means.at(from));
            int to = Math.min(slots, from + DemandDays.SLOTS - before);
            jdbc.sql(WRITE)
                    .param("day", day(means.at(from)))
                    .param("series", series)
                    .param("means", part(means, before, from, to))
                    .param("maxima", part(maxima, before, from, to))
                    .update();
            from = to;
        }
        jdbc.sql(
                        """
                        insert into demand_loads (series, from_at, to_at, source, loaded_at)
                        values (:series, :from, :to, :source, :now)\
                        """)
                .param("series", series)
                .param("from", means.start().atOffset(ZoneOffset.UTC))
                .param("to", means.at(slots).atOffset(ZoneOffset.UTC))
                .param("source", source)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static @Nullable Float[] part(Course course, int before, int from, int to) {
        @Nullable Float[] part = new @Nullable Float[before + to - from];
        for (int i = from; i < to; i++) {
            double value = course.values()[i];
            part[before + i - from] = Double.isNaN(value) ? null : Float.valueOf((float) value);
        }
        return part;
    }

    private static LocalDate day(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private static Loaded loaded(ResultSet row) throws SQLException {
        return new Loaded(
                moment(row, "from_at"),
                moment(row, "to_at"),
                row.getString("source"),
                moment(row, "loaded_at"));
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
