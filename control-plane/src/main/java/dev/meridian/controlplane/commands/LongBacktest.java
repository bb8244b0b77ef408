package dev.meridian.controlplane.commands;

import dev.meridian.controlplane.forecast.learn.LiveLearning;
import dev.meridian.controlplane.forecast.model.Gathering;
import dev.meridian.controlplane.forecast.model.Learned;
import dev.meridian.controlplane.forecast.model.Seasons;
import dev.meridian.controlplane.forecast.model.Series;
import dev.meridian.controlplane.forecast.model.Training;
import dev.meridian.controlplane.forecast.model.live.Cadence;
import dev.meridian.controlplane.forecast.model.live.Rolling;
import dev.meridian.controlplane.forecast.model.live.Trial;
import dev.meridian.controlplane.forecast.model.measure.Scale;
import dev.meridian.controlplane.forecast.model.measure.Score;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Rolling origins on one long series: learns from its first half, listens to the model from there
/// on, and judges what is said in the last two fifths.
final class LongBacktest {
    private static final int MOST_ROWS = 60_000;
    private static final int MOST_STEPS = 150_000;
    private static final int MOST_ORIGINS = 2_000;

    private final Duration step;
    private final int horizon;
    private final Consumer<String> progress;

    LongBacktest(Duration step, int horizon, Consumer<String> progress) {
        this.step = step;
        this.horizon = horizon;
        this.progress = progress;
    }

    List<Score> run(Path file, String time, String value) {
        long began = System.nanoTime();
        Gathering gathering = Gathering.of(LongFile.read(file, time, value), step);
        Series series = newest(gathering.series());
        progress.accept(
                "%,d steps from %s: %,d missing, %,d readings out of order, %,d twice, %,d not finite"
                        .formatted(
                                series.length(),
                                series.start(),
                                gathering.missing(),
                                gathering.unordered(),
                                gathering.duplicates(),
                                gathering.notFinite()));
        Cadence cadence = cadence();
        int from = series.length() * 3 / 5;
        if (from < 4 || series.length() - from <= cadence.horizons().getFirst()) {
            throw new BadFile(
                    "%s has %d steps of %s, which are too few to learn from some and judge others."
                            .formatted(file, series.length(), step));
        }
        int half = series.length() / 2;
        Instant heard = series.timeOf(half);
        Optional<Learned> model =
                LiveLearning.train(
                        LiveLearning.usual(),
                        cadence,
                        List.of(series.until(half)),
                        MOST_ROWS,
                        new Training(file.getFileName().toString(), heard, series.start(), heard));
        progress.accept(
                model.map(learned -> "learned from %,d rows".formatted(learned.provenance().rows()))
                        .orElse("too short to learn a model from: experts alone"));
        Rolling rolling =
                new Rolling(
                        cadence,
                        series,
                        from,
                        1 + (series.length() - from) / MOST_ORIGINS,
                        Scale.toDivideBy(series.values(), from, cadence.seasons().day()));
        int[] origin = {0};
        new Trial(cadence, Map.of("series", series))
                .walk(
                        model.orElse(null),
                        heard,
                        forecast -> {
                            if (!forecast.steps().isEmpty()) {
                                rolling.hear(forecast, origin[0]);
                            }
                            origin[0]++;
                        });
        List<Score> scores = rolling.scores((System.nanoTime() - began) / 1e9);
        if (Double.isNaN(scores.getLast().smape())) {
            throw new BadFile(
                    "%s has no value in its last two fifths that could judge a forecast."
                            .formatted(file));
        }
        return scores;
    }

    /// What is older tells nothing that these do not, and takes minutes to walk through.
    private Series newest(Series series) {
        if (series.length() <= MOST_STEPS) {
            return series;
        }
        progress.accept(
                "of %,d steps the last %,d are looked at".formatted(series.length(), MOST_STEPS));
        int from = series.length() - MOST_STEPS;
        return Series.of(
                series.timeOf(from),
                step,
                Arrays.copyOfRange(series.values(), from, series.length()));
    }

    /// The usual horizons up to the farthest that is wanted, and that one.
    private Cadence cadence() {
        Cadence usual = Cadence.of(step);
        Seasons seasons = usual.seasons();
        if (horizon > seasons.week()) {
            throw new UsageError(
                    "--horizon is at most a week, which is %d steps of %s."
                            .formatted(seasons.week(), step));
        }
        List<Integer> horizons =
                java.util.stream.Stream.concat(
                                usual.horizons().stream().filter(steps -> steps < horizon),
                                java.util.stream.Stream.of(horizon))
                        .toList();
        return new Cadence(step, seasons, horizons);
    }
}
