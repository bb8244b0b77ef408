package dev.meridian.controlplane.forecast;

import dev.meridian.controlplane.forecast.model.BadSeries;
import dev.meridian.controlplane.forecast.model.Learned;
import dev.meridian.controlplane.forecast.model.Series;
import dev.meridian.controlplane.forecast.model.live.DemandForecast;
import dev.meridian.controlplane.forecast.model.live.Forecaster;
import dev.meridian.controlplane.forecast.model.view.ForecastSeries;
import dev.meridian.controlplane.forecast.model.view.Horizons;
import dev.meridian.controlplane.forecast.store.ForecastStore.Given;
import dev.meridian.controlplane.telemetry.model.demand.Course;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where series grow up before they join the others: each walks through its past as it would have
/// been live. What would have been said is written, so that errors are known from the first day.
final class Nursery {
    /// Double-seasonal experts begin with three weeks.
    private static final Duration HISTORY = Duration.ofDays(28);

    private static final int LEAST_TO_SEED = LiveKind.slotsOfDay();

    private final ForecastDesk desk;
    private final Forecaster forecaster = new Forecaster(Horizons.CADENCE);
    private final @Nullable Long modelId;
    private final Map<Integer, ForecastSeries> series = new HashMap<>();

    Nursery(ForecastDesk desk, byte[] pooled, @Nullable Learned model, @Nullable Long modelId) {
        this.desk = desk;
        this.modelId = modelId;
        forecaster.loadPooled(pooled);
        forecaster.model(model);
    }

    Collection<ForecastSeries> series() {
        return series.values();
    }

    byte[] pooled() {
        return forecaster.savePooled();
    }

    /// @return whether the state is of this version
    boolean load(ForecastSeries each, byte[] state) {
        try {
            forecaster.load(each.name(), state);
            series.put(each.id(), each);
            return true;
        } catch (BadSeries _) {
            return false;
        }
    }

    /// Begins series with their history, but for the last days.
    ///
    /// @return the slot from which on they are to grow
    Instant seed(Collection<ForecastSeries> young, Instant newest) {
        Instant end = newest.plus(Course.SLOT);
        Instant cut =
                end.minus(desk.settings().retention())
                        .truncatedTo(ChronoUnit.DAYS)
                        .plus(Duration.ofDays(1));
        Map<Integer, Course> past = desk.courses(young, end.minus(HISTORY), end);
        for (ForecastSeries each : young) {
            series.put(each.id(), each);
            Course course = past.get(each.id());
            if (course == null) {
                continue;
            }
            long before = Duration.between(course.start(), cut).dividedBy(Course.SLOT);
            int length = (int) Math.min(before, course.values().length);
            if (length >= LEAST_TO_SEED) {
                double[] known = Arrays.copyOf(course.values(), length);
                forecaster.seed(each.name(), Series.of(course.start(), Course.SLOT, known));
            }
        }
        return cut;
    }

    /// Slot by slot.
    ///
    /// @return the states at the newest slot; none of a series of which nothing is known
    Map<Integer, byte[]> grow(Instant from, Instant newest) {
        Map<Instant, Map<Integer, Double>> values =
                desk.values(series.values(), from.truncatedTo(ChronoUnit.DAYS), newest);
        List<Given> given = new ArrayList<>();
        List<DemandForecast> latest = List.of();
        int ticks = 0;
        for (Instant at = from; !at.isAfter(newest); at = at.plus(Course.SLOT)) {
            latest = forecaster.tick(at, LiveKind.named(values.getOrDefault(at, Map.of())));
            given.addAll(LiveKind.given(latest, modelId));
            if (++ticks % LiveKind.slotsOfDay() == 0 || at.equals(newest)) {
                desk.replay(given);
                given.clear();
            }
        }
        desk.judgeAnew(values, LiveKind.HORIZONS);
        desk.heads(newest, LiveKind.given(latest, modelId));
        Map<Integer, byte[]> states = new HashMap<>();
        for (String name : forecaster.series()) {
            states.put(Integer.valueOf(name), forecaster.save(name));
        }
        return states;
    }
}
