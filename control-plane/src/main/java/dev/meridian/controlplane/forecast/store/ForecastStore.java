package dev.meridian.controlplane.forecast.store;

import dev.meridian.controlplane.forecast.model.live.DemandForecast;
import dev.meridian.controlplane.forecast.model.live.Step;
import dev.meridian.controlplane.forecast.model.view.ForecastSeries;
import dev.meridian.controlplane.telemetry.model.demand.DemandKey;
import dev.meridian.controlplane.telemetry.model.demand.Measure;
import dev.meridian.controlplane.telemetry.model.demand.Scope;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// Writes forecasts, and holds them against what came.
@Repository
public class ForecastStore {
    /// What is allocated follows from demand and from what is there: it is not forecast.
    static final String SERIES =
            """
            select id, scope, owner, resource, measure from demand_series
            where measure in ('demand', 'used') and busy_on >= :since order by id\
            """;

    /// Given once, a forecast stays: of two replicas one counts. What was worked out later is
    /// worked out anew.
    static final String WRITE =
            """
            insert into forecasts as f (series, origin, model, replayed, last, p05, p50, p95, shares)
            select s, to_timestamp(o), m, :replayed, l, (cast(:p05 as real[]))[(i - 1) * :n + 1 : i * :n],
                (cast(:p50 as real[]))[(i - 1) * :n + 1 : i * :n], (cast(:p95 as real[]))[(i - 1) * :n + 1 : i * :n],
                (cast(:shares as real[]))[(i - 1) * :n + 1 : i * :n]
            from unnest(cast(:series as int[]), cast(:origins as bigint[]), cast(:models as bigint[]),
                cast(:lasts as real[])) with ordinality u(s, o, m, l, i)
            on conflict (series, origin) do update set model = excluded.model, last = excluded.last,
                p05 = excluded.p05, p50 = excluded.p50, p95 = excluded.p95, shares = excluded.shares
            where f.replayed and excluded.replayed
            returning series\
            """;

    static final String HEAD =
            """
            insert into forecast_heads as h (series, origin, stage, scale, drifted_at, ceilings, gates, said, weights)
            select s, to_timestamp(:origin), g, c, case when d then to_timestamp(:origin) end,
                (cast(:ceilings as real[]))[(i - 1) * :n + 1 : i * :n],
                (cast(:gates as real[]))[(i - 1) * :n + 1 : i * :n],
                (cast(:said as real[]))[(i - 1) * :n * :v + 1 : i * :n * :v],
                (cast(:weights as real[]))[(i - 1) * :n * :v + 1 : i * :n * :v]
            from unnest(cast(:series as int[]), cast(:stages as text[]), cast(:scales as float8[]),
                cast(:drifted as boolean[])) with ordinality u(s, g, c, d, i)
            on conflict (series) do update set origin = excluded.origin, stage = excluded.stage,
                scale = excluded.scale, drifted_at = coalesce(excluded.drifted_at, h.drifted_at),
                ceilings = excluded.ceilings, gates = excluded.gates, said = excluded.said,
                weights = excluded.weights\
            """;

    /// What was said of each value before it came, summed by the day of the value.
    static final String JUDGE =
            """
            with truth as materialized (
                select s as series, to_timestamp(a) as at, v as value
                from unnest(cast(:series as int[]), cast(:at as bigint[]), cast(:values as float8[])) u(s, a, v)),
            judged as (
                select t.series, (t.at at time zone 'UTC')::date as day, k.i, count(f.series) as judged,
                    coalesce(sum(abs(t.value - f.p50[k.i])), 0) as error,
                    coalesce(sum(abs(t.value - f.last)), 0) as naive,
                    count(*) filter (where t.value > f.p95[k.i]) as above,
                    count(*) filter (where t.value < f.p05[k.i]) as below
                from truth t
                cross join unnest(cast(:horizons as int[])) with ordinality k(seconds, i)
                left join forecasts f on f.series = t.series and f.origin = t.at - k.seconds * interval '1 second'
                group by 1, 2, 3)
            insert into forecast_errors as e (series, day, judged, errors, naive, above, below)
            select series, day, array_agg(judged order by i), array_agg(error order by i),
                array_agg(naive order by i), array_agg(above order by i), array_agg(below order by i)
            from judged group by series, day having sum(judged) > 0
            on conflict (series, day) do update set
                judged = array(select a + b from unnest(e.judged, excluded.judged) with ordinality u(a, b, i) order by i),
                errors = array(select a + b from unnest(e.errors, excluded.errors) with ordinality u(a, b, i) order by i),
                naive = array(select a + b from unnest(e.naive, excluded.naive) with ordinality u(a, b, i) order by i),
                above = array(select a + b from unnest(e.above, excluded.above) with ordinality u(a, b, i) order by i),
                below = array(select a + b from unnest(e.below, excluded.below) with ordinality u(a, b, i) order by i)\
            """;

    private static final int AT_ONCE = 2_000;

    private final JdbcClient jdbc;

    ForecastStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Those that were more than nothing since a day.
    public List<ForecastSeries> series(LocalDate since) {
        return jdbc.sql(SERIES)
                .param("since", since)
                .query((row, _) ->
                        new ForecastSeries(
                                row.getInt("id"),
                                new DemandKey(
                                        Scope.of(row.getString("scope")),
                                        row.getString("owner"),
                                        row.getString("resource"),
                                        Measure.of(row.getString("measure")))))
                .list();
    }

    /// When the past of series was last replaced, by series.
    public Map<Integer, Instant> loads() {
        Map<Integer, Instant> loads = new HashMap<>();
        jdbc.sql("select series, loaded_at from demand_loads")
                .query(row -> {
                    loads.put(
                            row.getInt("series"),
                            row.getObject("loaded_at", OffsetDateTime.class).toInstant());
                });
        return loads;
    }

    /// One forecast of a series, its model, and the last value that it knew.
    public record Given(DemandForecast forecast, @Nullable Long model, double last) {
        int series() {
            return Integer.parseInt(forecast.series());
        }
    }

    /// Writes the forecasts of a tick, and judges with its values what was said of them before:
    /// once, however often it is called.
    ///
    /// @param at the start of the slot that the values are of
    /// @param values by series
    @Transactional
    public void tick(
            Instant at, List<Given> given, Map<Integer, Double> values, List<Integer> horizons) {
        Set<Integer> written = new HashSet<>();
        for (List<Given> part : parts(given)) {
            written.addAll(write(part, false));
            head(at, part);
        }
        Map<Integer, Double> judged = new HashMap<>(values);
        judged.keySet().retainAll(written);
        judge(
                judged.keySet().stream().toList(),
                judged.keySet().stream().map(_ -> at).toList(),
                judged.values().stream().toList(),
                horizons);
    }

    /// Writes what would have been said in the past; what was really said stays.
    public void replay(List<Given> given) {
        parts(given).forEach(part -> write(part, true));
    }

    /// Works the errors of whole days out anew.
    ///
    /// @param truths by time, by series: all values of these days
    @Transactional
    public void judgeAnew(Map<Instant, Map<Integer, Double>> truths, List<Integer> horizons) {
        List<Integer> series = new ArrayList<>();
        List<Instant> at = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        truths.forEach((moment, found) ->
                found.forEach((id, value) -> {
                    series.add(id);
                    at.add(moment);
                    values.add(value);
                }));
        if (at.isEmpty()) {
            return;
        }
        jdbc.sql(
                        "delete from forecast_errors where series = any (cast(:series as int[])) and day >= :day")
                .param("series", series.stream().distinct().toArray(Integer[]::new))
                .param("day", Collections.min(at).atOffset(ZoneOffset.UTC).toLocalDate())
                .update();
        judge(series, at, values, horizons);
    }

    /// Of series that were just brought up, so that they have a newest forecast before the next
    /// tick.
    public void heads(Instant at, List<Given> given) {
        parts(given).forEach(part -> head(at, part));
    }

    private List<Integer> write(List<Given> given, boolean replayed) {
        int horizons = given.getFirst().forecast().steps().size();
        return jdbc.sql(WRITE)
                .param("replayed", replayed)
                .param("n", horizons)
                .param("series", given.stream().map(Given::series).toArray(Integer[]::new))
                .param(
                        "origins",
                        given.stream()
                                .map(each -> each.forecast().origin().getEpochSecond())
                                .toArray(Long[]::new))
                .param("models", given.stream().map(Given::model).toArray(Long[]::new))
                .param(
                        "lasts",
                        given.stream().map(each -> (float) each.last()).toArray(Float[]::new))
                .param("p05", each(given, Step::p05))
                .param("p50", each(given, Step::p50))
                .param("p95", each(given, Step::p95))
                .param("shares", each(given, Step::shareOfModel))
                .query((row, _) -> row.getInt("series"))
                .list();
    }

    private void head(Instant at, List<Given> given) {
        Step any = given.getFirst().forecast().steps().getFirst();
        jdbc.sql(HEAD)
                .param("origin", at.getEpochSecond())
                .param("n", given.getFirst().forecast().steps().size())
                .param("v", any.said().length)
                .param("series", given.stream().map(Given::series).toArray(Integer[]::new))
                .param(
                        "stages",
                        given.stream()
                                .map(each -> each.forecast().stage().name())
                                .toArray(String[]::new))
                .param(
                        "scales",
                        given.stream().map(each -> each.forecast().scale()).toArray(Double[]::new))
                .param(
                        "drifted",
                        given.stream()
                                .map(each -> each.forecast().drifted())
                                .toArray(Boolean[]::new))
                .param("ceilings", each(given, Step::ceiling))
                .param("gates", each(given, Step::gate))
                .param("said", voices(given, Step::said))
                .param("weights", voices(given, Step::weights))
                .update();
    }

    private void judge(
            List<Integer> series, List<Instant> at, List<Double> values, List<Integer> horizons) {
        for (int from = 0; from < series.size(); from += AT_ONCE) {
            int to = Math.min(series.size(), from + AT_ONCE);
            jdbc.sql(JUDGE)
                    .param("series", series.subList(from, to).toArray(Integer[]::new))
                    .param(
                            "at",
                            at.subList(from, to).stream()
                                    .map(Instant::getEpochSecond)
                                    .toArray(Long[]::new))
                    .param("values", values.subList(from, to).toArray(Double[]::new))
                    .param("horizons", horizons.toArray(Integer[]::new))
                    .update();
        }
    }

    private static Float[] each(List<Given> given, ToDoubleFunction<Step> number) {
        return given.stream()
                .flatMap(one -> one.forecast().steps().stream())
                .map(step -> (float) number.applyAsDouble(step))
                .toArray(Float[]::new);
    }

    private interface Voices {
        double[] of(Step step);
    }

    private static Float[] voices(List<Given> given, Voices voices) {
        List<Float> all = new ArrayList<>();
        for (Given one : given) {
            for (Step step : one.forecast().steps()) {
                for (double value : voices.of(step)) {
                    all.add((float) value);
                }
            }
        }
        return all.toArray(Float[]::new);
    }

    private static List<List<Given>> parts(List<Given> given) {
        List<List<Given>> parts = new ArrayList<>();
        for (int from = 0; from < given.size(); from += AT_ONCE) {
            parts.add(given.subList(from, Math.min(given.size(), from + AT_ONCE)));
        }
        return parts;
    }
}
