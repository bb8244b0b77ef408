package dev.meridian.controlplane.forecast;

import dev.meridian.controlplane.forecast.learn.LiveLearning;
import dev.meridian.controlplane.forecast.learn.ModelReader;
import dev.meridian.controlplane.forecast.model.Learned;
import dev.meridian.controlplane.forecast.model.Learner;
import dev.meridian.controlplane.forecast.model.ResourceKind;
import dev.meridian.controlplane.forecast.model.UnfitModel;
import dev.meridian.controlplane.forecast.model.view.ForecastSeries;
import dev.meridian.controlplane.forecast.model.view.Kinds;
import dev.meridian.controlplane.forecast.model.view.ModelLine;
import dev.meridian.controlplane.forecast.model.view.ModelState;
import dev.meridian.controlplane.forecast.model.weigh.Turns;
import dev.meridian.controlplane.forecast.store.ForecastStore;
import dev.meridian.controlplane.forecast.store.LearningTurn;
import dev.meridian.controlplane.telemetry.model.demand.Course;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Service;

/// Learns a challenger for each kind of resource every few hours, learners taking turns, lets it
/// compete, and crowns it when it was better for long enough. On a thread of its own, and never
/// more than one core.
@Service
public class RefitLoop {
    private static final Logger log = LoggerFactory.getLogger(RefitLoop.class);

    private static final Duration IN_THE_SHADOW = Duration.ofDays(1);
    private static final Duration BETWEEN_TRIES = Duration.ofHours(1);
    private static final Duration HISTORY = Duration.ofDays(28);
    private static final Duration BYTES_KEPT = Duration.ofDays(14);

    private final ForecastDesk desk;
    private final ForecastStore store;
    private final LearningTurn turn;
    private final Turns turns;
    private final Map<ResourceKind, Instant> tried = new EnumMap<>(ResourceKind.class);
    private final Map<ResourceKind, String> failed = new EnumMap<>(ResourceKind.class);
    private final Set<ResourceKind> asked = ConcurrentHashMap.newKeySet();

    @Autowired
    RefitLoop(ForecastDesk desk, ForecastStore store, LearningTurn turn) {
        this(desk, store, turn, LiveLearning.turns());
    }

    /// @param turns who competes
    RefitLoop(ForecastDesk desk, ForecastStore store, LearningTurn turn, Turns turns) {
        this.desk = desk;
        this.store = store;
        this.turn = turn;
        this.turns = turns;
    }

    /// The world of a kind has changed: its next refit shall not wait for its time.
    void ask(ResourceKind kind) {
        asked.add(kind);
    }

    /// Where several control planes share a database one of them does it, and all hear the outcome.
    public void runOnce(Instant now) {
        if (!isWork(now) || !turn.take(() -> rounds(now))) {
            return;
        }
        desk.models().forgetBefore(now.minus(BYTES_KEPT));
    }

    private boolean isWork(Instant now) {
        List<ModelLine> models = desk.models().all();
        return Stream.of(ResourceKind.values()).anyMatch(kind -> isWork(kind, models, now));
    }

    private boolean isWork(ResourceKind kind, List<ModelLine> models, Instant now) {
        List<ModelLine> ofKind = of(kind, models);
        return !ended(ofKind, now).isEmpty() || due(kind, ofKind, now);
    }

    /// What there is to do is looked up once more: who had the turn before may have done it.
    private void rounds(Instant now) {
        List<ModelLine> models = desk.models().all();
        for (ResourceKind kind : ResourceKind.values()) {
            if (isWork(kind, models, now)) {
                round(kind, of(kind, models), now);
            }
        }
    }

    private void round(ResourceKind kind, List<ModelLine> ofKind, Instant now) {
        Tournament tournament = new Tournament(kind, histories(kind, now));
        for (ModelLine shadow : ended(ofKind, now)) {
            judge(tournament, shadow, champion(of(kind, desk.models().all())), now);
        }
        if (due(kind, ofKind, now)) {
            tried.put(kind, now);
            asked.remove(kind);
            Learner learner = whoseTurn(kind, ofKind);
            try {
                refit(tournament, kind, learner, now);
            } catch (UnfitModel e) {
                failed.put(kind, learner.name());
                log.warn("the new model of {} is thrown away", kind, e);
            }
        }
    }

    private Learner whoseTurn(ResourceKind kind, List<ModelLine> ofKind) {
        List<String> before = ofKind.stream().map(each -> each.provenance().learner()).toList();
        return turns.next(before, failed.remove(kind));
    }

    private void refit(Tournament tournament, ResourceKind kind, Learner learner, Instant now) {
        Optional<Learned> learned = tournament.learn(learner, now);
        if (learned.isEmpty()) {
            return;
        }
        Optional<Learned> champion = champion(of(kind, desk.models().all())).flatMap(this::read);
        Tournament.Result result = tournament.contest(champion.orElse(null), learned.get());
        if (!result.finite()) {
            throw new UnfitModel(learner.name() + " gave nothing that could be judged");
        }
        ModelState state =
                result.better() && champion.isPresent() ? ModelState.SHADOW : ModelState.CHALLENGER;
        long id =
                desk.models()
                        .add(
                                new ModelLine(
                                        0,
                                        kind,
                                        state,
                                        learned.get().provenance(),
                                        result.mase(),
                                        result.rivalMase(),
                                        result.naiveMase(),
                                        result.coverage(),
                                        result.verdict(),
                                        now,
                                        null),
                                learned.get().toBytes());
        if (result.better() && champion.isEmpty()) {
            // there is nothing to stand in the shadow of, and the gates let it in step by step
            desk.models().crown(kind, id, "The first of its kind. " + result.verdict(), "", now);
        }
        log.info("model {} of {}, {}, is learned: {}", id, kind, learner.name(), result.verdict());
    }

    private void judge(
            Tournament tournament, ModelLine shadow, Optional<ModelLine> champion, Instant now) {
        Optional<Learned> learned = read(shadow);
        if (learned.isEmpty()) {
            desk.models()
                    .move(shadow.id(), ModelState.RETIRED, "This version cannot read it.", now);
            return;
        }
        Tournament.Result day =
                tournament.lastDay(champion.flatMap(this::read).orElse(null), learned.get());
        if (day.finite() && day.mase() <= day.rivalMase()) {
            desk.models()
                    .crown(
                            shadow.kind(),
                            shadow.id(),
                            "After a day in the shadow. " + shadow.verdict(),
                            "Model " + shadow.id() + " took its place.",
                            now);
        } else {
            desk.models()
                    .move(
                            shadow.id(),
                            ModelState.RETIRED,
                            "It was worse than the champion on its day in the shadow.",
                            now);
        }
    }

    /// A model that another version wrote competes no more than one that is not there.
    private Optional<Learned> read(ModelLine model) {
        try {
            return Optional.of(ModelReader.read(desk.models().bytes(model.id())));
        } catch (IllegalArgumentException e) {
            log.warn("model {} cannot be read: {}", model.id(), e.getMessage());
            return Optional.empty();
        }
    }

    private boolean due(ResourceKind kind, List<ModelLine> ofKind, Instant now) {
        Duration wait = asked.contains(kind) ? BETWEEN_TRIES : desk.settings().refit();
        boolean rested =
                ofKind.stream()
                        .noneMatch(
                                each -> each.provenance().training().at().isAfter(now.minus(wait)));
        Instant lastTry = tried.get(kind);
        return rested && (lastTry == null || !lastTry.isAfter(now.minus(BETWEEN_TRIES)));
    }

    private static List<ModelLine> ended(List<ModelLine> ofKind, Instant now) {
        return ofKind.stream()
                .filter(each -> each.state() == ModelState.SHADOW)
                .filter(each -> !each.stateSince().isAfter(now.minus(IN_THE_SHADOW)))
                .toList();
    }

    private static Optional<ModelLine> champion(List<ModelLine> ofKind) {
        return ofKind.stream().filter(each -> each.state() == ModelState.CHAMPION).findFirst();
    }

    private static List<ModelLine> of(ResourceKind kind, List<ModelLine> all) {
        return all.stream().filter(each -> each.kind() == kind).toList();
    }

    /// Of the series of a kind, by dice that always fall alike: so that a kind of ten thousand is
    /// learned in a minute.
    private Map<Integer, Course> histories(ResourceKind kind, Instant now) {
        Instant end = Course.slotOf(now);
        List<ForecastSeries> some =
                store.series(end.minus(HISTORY).atOffset(ZoneOffset.UTC).toLocalDate()).stream()
                        .filter(each -> Kinds.of(each.key()) == kind)
                        .sorted(Comparator.comparingInt(each -> each.key().hashCode()))
                        .limit(Tournament.SERIES)
                        .toList();
        return desk.courses(some, end.minus(HISTORY), end);
    }
}
