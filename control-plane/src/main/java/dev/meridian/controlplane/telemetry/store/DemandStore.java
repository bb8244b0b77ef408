package dev.meridian.controlplane.telemetry.store;

import dev.meridian.controlplane.telemetry.model.demand.DemandKey;
import dev.meridian.controlplane.telemetry.model.demand.Measure;
import dev.meridian.controlplane.telemetry.model.demand.Observation;
import dev.meridian.controlplane.telemetry.model.demand.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// Writes what looks found, and folds them into slots once those are over.
@Repository
public class DemandStore {
    private static final String IDS =
            """
            insert into demand_series (scope, owner, resource, measure, busy_on)
            select *, cast(:day as date) from unnest(cast(:scopes as text[]), cast(:owners as text[]),
                cast(:resources as text[]), cast(:measures as text[]))
            on conflict do nothing\
            """;

    static final String OBSERVE =
            """
            insert into demand_observations (at, series, value)
            select :at, * from unnest(cast(:ids as int[]), cast(:values as float8[])) on conflict do nothing\
            """;

    /// One slot: what is there already of the day stays, so that a second fold changes nothing.
    static final String FOLD =
            """
            insert into demand_days as d (day, series, means, maxima)
            select :day, series, array_fill(null::real, array[:before]) || avg(value)::real,
                array_fill(null::real, array[:before]) || max(value)::real
            from demand_observations where at >= :from and at < :to group by series
            on conflict (series, day) do update set
                means[:before + 1] = excluded.means[:before + 1], maxima[:before + 1] = excluded.maxima[:before + 1]\
            """;

    private static final String BUSY =
            """
            update demand_series s set busy_on = :day
            where s.busy_on < :day and s.id in (
                select series from demand_observations where at >= :from and at < :to and value > 0)\
            """;

    private final JdbcClient jdbc;
    private final Map<DemandKey, Integer> known = new HashMap<>();

    DemandStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public record Known(int id, DemandKey key, LocalDate busyOn) {}

    /// All that was ever observed or loaded.
    public List<Known> known() {
        return jdbc.sql("select id, scope, owner, resource, measure, busy_on from demand_series")
                .query((row, _) ->
                        new Known(
                                row.getInt("id"),
                                key(row),
                                row.getObject("busy_on", LocalDate.class)))
                .list();
    }

    /// Makes series that are new.
    public synchronized Map<DemandKey, Integer> ids(Collection<DemandKey> keys, LocalDate day) {
        List<DemandKey> missing = keys.stream().filter(key -> !known.containsKey(key)).toList();
        if (!missing.isEmpty()) {
            jdbc.sql(IDS)
                    .param("day", day)
                    .param("scopes", words(missing, key -> key.scope().word()))
                    .param("owners", words(missing, DemandKey::owner))
                    .param("resources", words(missing, DemandKey::resource))
                    .param("measures", words(missing, key -> key.measure().word()))
                    .update();
            known.clear();
            known().forEach(each -> known.put(each.key(), each.id()));
        }
        Map<DemandKey, Integer> ids = new HashMap<>();
        keys.forEach(key -> ids.put(key, known.get(key)));
        return ids;
    }

    /// Whether somebody has looked at this moment already.
    public boolean looked(Instant at) {
        return jdbc.sql("select exists (select from demand_observations where at = :at)")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    /// Of two looks at one moment the first stays.
    public void observe(Instant at, List<Observation> found) {
        Map<DemandKey, Integer> ids =
                ids(
                        found.stream().map(Observation::key).toList(),
                        at.atOffset(ZoneOffset.UTC).toLocalDate());
        jdbc.sql(OBSERVE)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param(
                        "ids",
                        found.stream().map(each -> ids.get(each.key())).toArray(Integer[]::new))
                .param("values", found.stream().map(Observation::value).toArray(Double[]::new))
                .update();
    }

    /// The first moment that was looked at and is not folded yet.
    public Optional<Instant> oldest() {
        return jdbc.sql("select min(at) from demand_observations")
                .query((row, _) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                .single()
                .map(OffsetDateTime::toInstant);
    }

    /// Makes one value of all that was looked at within a slot, and forgets the looks.
    ///
    /// @param slot its start
    @Transactional
    public void fold(Instant slot, Instant end) {
        OffsetDateTime from = slot.atOffset(ZoneOffset.UTC);
        LocalDate day = from.toLocalDate();
        int before = DemandDays.indexOf(slot);
        for (String statement :
                List.of(
                        FOLD,
                        BUSY,
                        "delete from demand_observations where at >= :from and at < :to")) {
            jdbc.sql(statement)
                    .param("from", from)
                    .param("to", end.atOffset(ZoneOffset.UTC))
                    .param("day", day)
                    .param("before", before)
                    .update();
        }
    }

    private static DemandKey key(ResultSet row) throws SQLException {
        return new DemandKey(
                Scope.of(row.getString("scope")),
                row.getString("owner"),
                row.getString("resource"),
                Measure.of(row.getString("measure")));
    }

    private static String[] words(List<DemandKey> keys, Function<DemandKey, String> word) {
        return keys.stream().map(word).toArray(String[]::new);
    }
}
