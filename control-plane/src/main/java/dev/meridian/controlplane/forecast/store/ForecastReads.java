package dev.meridian.controlplane.forecast.store;

import dev.meridian.controlplane.forecast.model.live.Stage;
import dev.meridian.controlplane.forecast.model.live.Voice;
import dev.meridian.controlplane.forecast.model.view.ErrorDay;
import dev.meridian.controlplane.forecast.model.view.ForecastQuestion;
import dev.meridian.controlplane.forecast.model.view.ForecastSeries;
import dev.meridian.controlplane.forecast.model.view.Horizons;
import dev.meridian.controlplane.forecast.model.view.PastForecast;
import dev.meridian.controlplane.forecast.model.view.SeriesForecast;
import dev.meridian.controlplane.forecast.model.view.SeriesForecast.Point;
import dev.meridian.controlplane.forecast.model.view.SeriesForecast.Said;
import dev.meridian.controlplane.projects.model.VisibleProjects;
import dev.meridian.controlplane.telemetry.model.demand.DemandKey;
import dev.meridian.controlplane.telemetry.model.demand.Measure;
import dev.meridian.controlplane.telemetry.model.demand.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Reads forecasts for people and planners.
@Repository
public class ForecastReads {
    /// Projects are filtered here, so that a page is full of what its reader may see.
    private static final String ASKED =
            """
            (cast(:scope as text) is null or s.scope = :scope)
                and (cast(:owner as text) is null or s.owner = :owner)
                and (cast(:resource as text) is null or s.resource = :resource)
                and (cast(:measure as text) is null or s.measure = :measure)
                and (s.scope in ('cluster', 'pool') or cast(:projects as text[]) is null
                    or split_part(s.owner, '/', 1) = any (cast(:projects as text[])))\
            """;

    /// Each newest forecast is looked up by its key: `offset 0` keeps a join from walking through
    /// all that were given.
    static final String FOUND =
            """
            select s.id, s.scope, s.owner, s.resource, s.measure, h.origin, h.stage, h.scale, h.drifted_at, h.ceilings,
                h.gates, h.said, h.weights, f.model, f.p05, f.p50, f.p95, f.shares
            from forecast_heads h join demand_series s on s.id = h.series
            cross join lateral (select * from forecasts where series = h.series and origin = h.origin offset 0) f
            where s.id > :after and %s
            order by s.id limit :limit\
            """
                    .formatted(ASKED);

    static final String NEWEST =
            """
            select coalesce(max(h.origin), 'epoch') from forecast_heads h join demand_series s on s.id = h.series
            where %s\
            """
                    .formatted(ASKED);

    static final String ERRORS =
            """
            select series, day, judged, errors, naive, above, below from forecast_errors
            where series = any (cast(:series as int[])) and day >= :since order by day\
            """;

    static final String PAST =
            """
            select origin, replayed, p05[:k] as p05, p50[:k] as p50, p95[:k] as p95 from forecasts
            where series = :series and origin >= :from and origin < :to order by origin\
            """;

    private final JdbcClient jdbc;

    ForecastReads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// In the order of their ids, after one of them.
    ///
    /// @param since from which day on errors are told
    public List<SeriesForecast> found(
            ForecastQuestion asked, int after, int limit, LocalDate since) {
        List<SeriesForecast> bare =
                asked(FOUND, asked)
                        .param("after", after)
                        .param("limit", limit)
                        .query((row, _) -> forecast(row))
                        .list();
        Map<Integer, List<ErrorDay>> errors =
                errors(bare.stream().map(each -> each.series().id()).toList(), since);
        return bare.stream()
                .map(each ->
                        new SeriesForecast(
                                each.series(),
                                each.origin(),
                                each.stage(),
                                each.scale(),
                                each.model(),
                                each.driftedAt(),
                                each.points(),
                                errors.getOrDefault(each.series().id(), List.of())))
                .toList();
    }

    public Instant newest(ForecastQuestion asked) {
        return asked(NEWEST, asked).query(OffsetDateTime.class).single().toInstant();
    }

    private JdbcClient.StatementSpec asked(String statement, ForecastQuestion asked) {
        @Nullable String[] projects =
                switch (asked.visible()) {
                    case VisibleProjects.All() -> null;
                    case VisibleProjects.Only(var names) -> names.toArray(String[]::new);
                };
        return jdbc.sql(statement)
                .param("scope", asked.scope() == null ? null : asked.scope().word())
                .param("owner", asked.owner())
                .param("resource", asked.resource())
                .param("measure", asked.measure() == null ? null : asked.measure().word())
                .param("projects", projects);
    }

    private Map<Integer, List<ErrorDay>> errors(Collection<Integer> series, LocalDate since) {
        Map<Integer, List<ErrorDay>> errors = new HashMap<>();
        jdbc.sql(ERRORS)
                .param("series", series.toArray(Integer[]::new))
                .param("since", since)
                .query(row -> {
                    errors.computeIfAbsent(row.getInt("series"), _ -> new ArrayList<>())
                            .add(
                                    new ErrorDay(
                                            row.getObject("day", LocalDate.class),
                                            whole(row, "judged"),
                                            numbers(row, "errors"),
                                            numbers(row, "naive"),
                                            whole(row, "above"),
                                            whole(row, "below")));
                });
        return errors;
    }

    /// What was said of a series' slots, by the start of the slot; the actual values are not known
    /// here.
    ///
    /// @param horizon its index
    public Map<Instant, PastForecast> past(int series, int horizon, Instant from, Instant to) {
        Duration lead = Horizons.ALL.get(horizon);
        Map<Instant, PastForecast> past = new HashMap<>();
        jdbc.sql(PAST)
                .param("series", series)
                .param("k", horizon + 1)
                .param("from", from.minus(lead).atOffset(ZoneOffset.UTC))
                .param("to", to.minus(lead).atOffset(ZoneOffset.UTC))
                .query(row -> {
                    Instant at = moment(row, "origin").plus(lead);
                    past.put(
                            at,
                            new PastForecast(
                                    at,
                                    Double.NaN,
                                    row.getDouble("p05"),
                                    row.getDouble("p50"),
                                    row.getDouble("p95"),
                                    row.getBoolean("replayed")));
                });
        return past;
    }

    private static SeriesForecast forecast(ResultSet row) throws SQLException {
        Instant origin = moment(row, "origin");
        double[] p05 = numbers(row, "p05");
        double[] p50 = numbers(row, "p50");
        double[] p95 = numbers(row, "p95");
        double[] shares = numbers(row, "shares");
        double[] ceilings = numbers(row, "ceilings");
        double[] gates = numbers(row, "gates");
        double[] said = numbers(row, "said");
        double[] weights = numbers(row, "weights");
        List<Point> points = new ArrayList<>();
        for (int k = 0; k < p50.length; k++) {
            List<Said> voices = voices(k, p50.length, said, weights);
            Duration horizon = Horizons.ALL.get(k);
            points.add(
                    new Point(
                            horizon,
                            origin.plus(horizon),
                            p05[k],
                            p50[k],
                            p95[k],
                            ceilings[k],
                            shares[k],
                            gates[k],
                            voices));
        }
        long model = row.getLong("model");
        boolean alone = row.wasNull();
        return new SeriesForecast(
                series(row),
                origin,
                Stage.valueOf(row.getString("stage")),
                row.getDouble("scale"),
                alone ? null : model,
                row.getObject("drifted_at") == null ? null : moment(row, "drifted_at"),
                points,
                List.of());
    }

    /// None of a forecast that was given while there were other voices.
    private static List<Said> voices(int k, int horizons, double[] said, double[] weights) {
        List<Said> voices = new ArrayList<>();
        int count = Voice.values().length;
        for (Voice voice : Voice.values()) {
            int at = k * count + voice.ordinal();
            if (said.length == horizons * count) {
                voices.add(new Said(voice, said[at], weights[at]));
            }
        }
        return voices;
    }

    private static ForecastSeries series(ResultSet row) throws SQLException {
        return new ForecastSeries(
                row.getInt("id"),
                new DemandKey(
                        Scope.of(row.getString("scope")),
                        row.getString("owner"),
                        row.getString("resource"),
                        Measure.of(row.getString("measure"))));
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static double[] numbers(ResultSet row, String column) throws SQLException {
        Object[] found = (Object[]) row.getArray(column).getArray();
        double[] numbers = new double[found.length];
        for (int i = 0; i < found.length; i++) {
            numbers[i] = ((Number) found[i]).doubleValue();
        }
        return numbers;
    }

    private static int[] whole(ResultSet row, String column) throws SQLException {
        double[] numbers = numbers(row, column);
        int[] whole = new int[numbers.length];
        for (int i = 0; i < whole.length; i++) {
            whole[i] = (int) numbers[i];
        }
        return whole;
    }
}
