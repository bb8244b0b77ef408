package dev.meridian.controlplane.forecast;

import dev.meridian.controlplane.forecast.learn.ModelReader;
import dev.meridian.controlplane.forecast.model.BadSeries;
import dev.meridian.controlplane.forecast.model.Learned;
import dev.meridian.controlplane.forecast.model.ResourceKind;
import dev.meridian.controlplane.forecast.model.live.DemandForecast;
import dev.meridian.controlplane.forecast.model.live.Forecaster;
import dev.meridian.controlplane.forecast.model.live.Voice;
import dev.meridian.controlplane.forecast.model.view.ForecastSeries;
import dev.meridian.controlplane.forecast.model.view.Horizons;
import dev.meridian.controlplane.forecast.store.ForecastStore.Given;
import dev.meridian.controlplane.telemetry.model.demand.Course;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The series of one kind of resource as they are forecast now.
final class LiveKind {
    private static final Logger log = LoggerFactory.getLogger(LiveKind.class);

    static final List<Integer> HORIZONS =
            Horizons.ALL.stream().map(each -> (int) each.toSeconds()).toList();

    /// A state that is older is not caught up with, but begun from history.
    private static final Duration OLDEST_STATE = Duration.ofDays(2);

    /// Each walks through weeks, which takes a tenth of a second of a core.
    private static final int SERIES_RAISED_AT_ONCE = 50;

    /// Those that were saved catch up with what came since.
    private static final int SERIES_RESUMED_AT_ONCE = 1_000;

    private static final int SLOTS_OF_DAY = (int) Duration.ofDays(1).dividedBy(Course.SLOT);

    /// Each state is saved so often: in every tick those whose turn it is.
    private static final int TICKS_BETWEEN_SAVES = 24;

    private final ResourceKind kind;
    private final ForecastDesk desk;
    private final Forecaster forecaster = new Forecaster(Horizons.CADENCE);
    private final Map<Integer, ForecastSeries> raised = new HashMap<>();
    private @Nullable Long chosen;
    private @Nullable Long modelId;
    private @Nullable Learned model;
    private @Nullable Instant last;

    LiveKind(ResourceKind kind, ForecastDesk desk) {
        this.kind = kind;
        this.desk = desk;
        desk.states()
                .pool(kind)
                .ifPresent(bytes -> {
                    try {
                        forecaster.loadPooled(bytes);
                    } catch (BadSeries e) {
                        log.info("what series of {} share begins anew: {}", kind, e.getMessage());
                    }
                });
    }

    /// @param drifted whether errors became larger for good: a refit is due
    /// @param more whether there are series left to be brought up
    record Round(boolean drifted, boolean more) {}

    /// Brings all that are wanted to the newest slot.
    ///
    /// @param reloaded those whose past was replaced since the last round
    Round round(
            Instant newest,
            Collection<ForecastSeries> wanted,
            @Nullable Long champion,
            Map<Integer, Instant> loads,
            Set<Integer> reloaded) {
        hear(champion);
        Set<Integer> ids = new HashSet<>();
        wanted.forEach(each -> ids.add(each.id()));
        ids.removeAll(reloaded);
        forget(raised.keySet().stream().filter(id -> !ids.contains(id)).toList());
        boolean drifted = false;
        if (last != null && newest.isAfter(last)) {
            if (newest.isAfter(last.plus(OLDEST_STATE))) {
                forget(List.copyOf(raised.keySet()));
            } else {
                drifted = catchUp(last.plus(Course.SLOT), newest);
            }
        }
        last = newest;
        List<ForecastSeries> young =
                wanted.stream().filter(each -> !raised.containsKey(each.id())).toList();
        raise(young.subList(0, Math.min(SERIES_RESUMED_AT_ONCE, young.size())), newest, loads);
        return new Round(drifted, raised.size() < wanted.size());
    }

    /// With the first model of a kind all its series walk through the past once more, so that their
    /// gates know how far to hear it.
    private void hear(@Nullable Long champion) {
        if (Objects.equals(champion, chosen)) {
            return;
        }
        chosen = champion;
        boolean first = modelId == null && last != null;
        model = champion == null ? null : read(champion);
        modelId = model == null ? null : champion;
        forecaster.model(model);
        if (first && model != null) {
            desk.states().forget(raised.keySet());
            forget(List.copyOf(raised.keySet()));
        }
    }

    /// Experts speak alone where another version wrote what is champion.
    private @Nullable Learned read(long id) {
        try {
            return ModelReader.read(desk.models().bytes(id));
        } catch (IllegalArgumentException e) {
            log.warn(
                    "model {} of {} is not heard, for it cannot be read: {}",
                    id,
                    kind,
                    e.getMessage());
            return null;
        }
    }

    private void forget(Collection<Integer> ids) {
        for (Integer id : ids) {
            ForecastSeries gone = raised.remove(id);
            if (gone != null) {
                forecaster.forget(gone.name());
            }
        }
    }

    private boolean catchUp(Instant first, Instant newest) {
        boolean drifted = false;
        Map<Instant, Map<Integer, Double>> values = desk.values(raised.values(), first, newest);
        for (Instant at = first; !at.isAfter(newest); at = at.plus(Course.SLOT)) {
            Map<Integer, Double> known = values.getOrDefault(at, Map.of());
            List<DemandForecast> forecasts = forecaster.tick(at, named(known));
            drifted |= forecasts.stream().anyMatch(DemandForecast::drifted);
            desk.tick(at, given(forecasts), known, HORIZONS);
            save(at);
        }
        return drifted;
    }

    private void save(Instant at) {
        long turn = at.getEpochSecond() / Course.SLOT.toSeconds() % TICKS_BETWEEN_SAVES;
        Set<String> known = forecaster.series();
        Map<Integer, byte[]> states = new HashMap<>();
        for (ForecastSeries each : raised.values()) {
            if (each.id() % TICKS_BETWEEN_SAVES == turn && known.contains(each.name())) {
                states.put(each.id(), forecaster.save(each.name()));
            }
        }
        desk.states().write(at, states);
        desk.states().writePool(kind, forecaster.savePooled());
    }

    /// Each walks through what is known of it, in a forecaster of its own, and joins the others.
    private void raise(List<ForecastSeries> young, Instant newest, Map<Integer, Instant> loads) {
        if (young.isEmpty()) {
            return;
        }
        Map<Integer, ForecastSeries> left = new HashMap<>();
        young.forEach(each -> left.put(each.id(), each));
        Map<Instant, Map<ForecastSeries, byte[]>> kept = new HashMap<>();
        desk.states()
                .read(left.keySet())
                .forEach((id, state) -> {
                    boolean old = state.origin().isBefore(newest.minus(OLDEST_STATE));
                    boolean other = loads.getOrDefault(id, Instant.MIN).isAfter(state.origin());
                    if (!old && !other && !state.origin().isAfter(newest)) {
                        kept.computeIfAbsent(state.origin(), _ -> new HashMap<>())
                                .put(left.get(id), state.state());
                    }
                });
        kept.forEach((origin, states) -> {
            Nursery nursery = nursery();
            states.forEach((each, state) -> {
                if (nursery.load(each, state)) {
                    left.remove(each.id());
                }
            });
            join(nursery, origin.plus(Course.SLOT), newest);
        });
        if (!left.isEmpty()) {
            Nursery nursery = nursery();
            List<ForecastSeries> some =
                    left.values().stream().limit(SERIES_RAISED_AT_ONCE).toList();
            Instant from = nursery.seed(some, newest);
            join(nursery, from, newest);
        }
    }

    private Nursery nursery() {
        return new Nursery(desk, forecaster.savePooled(), model, modelId);
    }

    private void join(Nursery nursery, Instant from, Instant newest) {
        Map<Integer, byte[]> states = nursery.grow(from, newest);
        if (raised.isEmpty()) {
            forecaster.loadPooled(nursery.pooled());
        }
        for (ForecastSeries each : nursery.series()) {
            raised.put(each.id(), each);
            byte[] state = states.get(each.id());
            if (state != null) {
                forecaster.load(each.name(), state);
            }
        }
        desk.states().write(newest, states);
        desk.states().writePool(kind, forecaster.savePooled());
    }

    private List<Given> given(List<DemandForecast> forecasts) {
        return given(forecasts, modelId);
    }

    static List<Given> given(List<DemandForecast> forecasts, @Nullable Long model) {
        List<Given> given = new ArrayList<>();
        for (DemandForecast forecast : forecasts) {
            if (!forecast.steps().isEmpty()) {
                double lastValue = forecast.steps().getFirst().said()[Voice.LAST_VALUE.ordinal()];
                given.add(new Given(forecast, model, lastValue));
            }
        }
        return given;
    }

    static Map<String, Double> named(Map<Integer, Double> values) {
        Map<String, Double> named = new HashMap<>();
        values.forEach((id, value) -> named.put(Integer.toString(id), value));
        return named;
    }

    static int slotsOfDay() {
        return SLOTS_OF_DAY;
    }
}
