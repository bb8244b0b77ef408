package dev.meridian.controlplane.forecast;

import dev.meridian.controlplane.forecast.model.ResourceKind;
import dev.meridian.controlplane.forecast.model.view.ForecastSeries;
import dev.meridian.controlplane.forecast.model.view.Kinds;
import dev.meridian.controlplane.forecast.store.ForecastDays;
import dev.meridian.controlplane.forecast.store.ForecastStore;
import dev.meridian.controlplane.replicas.Leading;
import dev.meridian.controlplane.replicas.model.Lead;
import dev.meridian.controlplane.telemetry.model.demand.Course;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Forecasts every demand series anew when a quarter of an hour is over.
///
/// What it keeps in memory it can work out again from the series and from the states that it saves:
/// a control plane that begins anew, or comes back after hours, catches up by itself.
@Service
public class ForecastLoop {
    /// A quarter is stored a little after its end.
    private static final Duration SETTLED = Duration.ofMinutes(2);

    /// A series that was nothing for so long is forecast no more.
    private static final int DAYS_IDLE = 28;

    private final ForecastDesk desk;
    private final ForecastStore store;
    private final ForecastDays days;
    private final RefitLoop refits;
    private final Map<ResourceKind, LiveKind> kinds = new EnumMap<>(ResourceKind.class);
    private Map<Integer, Instant> loads = Map.of();
    private @Nullable Instant done;
    private @Nullable LocalDate swept;
    private boolean more;
    private long term;

    ForecastLoop(ForecastDesk desk, ForecastStore store, ForecastDays days, RefitLoop refits) {
        this.desk = desk;
        this.store = store;
        this.days = days;
        this.refits = refits;
    }

    /// Does nothing until the next quarter is over or a past was loaded.
    public void runOnce(Instant now) {
        Leading.now().ifPresent(this::hearTerm);
        Instant newest = Course.slotOf(now.minus(SETTLED)).minus(Course.SLOT);
        Map<Integer, Instant> loaded = store.loads();
        Set<Integer> reloaded = done == null ? Set.of() : changed(loaded);
        if (newest.equals(done) && !more && reloaded.isEmpty()) {
            return;
        }
        LocalDate today = newest.atOffset(ZoneOffset.UTC).toLocalDate();
        Map<ResourceKind, List<ForecastSeries>> byKind =
                store.series(today.minusDays(DAYS_IDLE)).stream()
                        .collect(Collectors.groupingBy(each -> Kinds.of(each.key())));
        Map<ResourceKind, Long> champions = desk.models().champions();
        more = false;
        for (ResourceKind kind : ResourceKind.values()) {
            LiveKind.Round round =
                    kinds.computeIfAbsent(kind, _ -> new LiveKind(kind, desk))
                            .round(
                                    newest,
                                    byKind.getOrDefault(kind, List.of()),
                                    champions.get(kind),
                                    loaded,
                                    reloaded);
            more |= round.more();
            if (round.drifted()) {
                refits.ask(kind);
            }
        }
        loads = loaded;
        done = newest;
        sweep(today);
    }

    /// What another leader forecast meanwhile is not in this memory.
    private void hearTerm(Lead lead) {
        // who takes the lead again in the very next term was followed by nobody
        if (lead.term() > term + 1) {
            beginAnew();
        }
        term = lead.term();
    }

    /// Forgets what it keeps in memory, as a new replica would begin.
    void beginAnew() {
        kinds.clear();
        done = null;
    }

    private Set<Integer> changed(Map<Integer, Instant> loaded) {
        Set<Integer> changed = new HashSet<>();
        loaded.forEach((series, at) -> {
            if (!at.equals(loads.get(series))) {
                changed.add(series);
            }
        });
        return changed;
    }

    private void sweep(LocalDate today) {
        if (!today.equals(swept)) {
            days.dropBefore(today.minusDays(desk.settings().retention().toDays()));
            days.forgetErrorsBefore(today.minusDays(desk.settings().errorRetention().toDays()));
            swept = today;
        }
    }
}
