package dev.meridian.controlplane.forecast.model.live;

import dev.meridian.controlplane.forecast.model.Series;
import dev.meridian.controlplane.forecast.model.feature.Features;
import dev.meridian.controlplane.forecast.model.feature.Rows;
import java.time.Instant;
import java.util.Collection;
import java.util.SplittableRandom;

/// What a model of a kind learns from: each history is walked through as it would have been live,
/// so that its rows in training are those it will be asked later.
public final class Lessons {
    private static final double FAR = 8;

    private final Cadence cadence;
    private final Features features;

    public Lessons(Cadence cadence) {
        this(cadence, 0);
    }

    /// @param recent how many of the last values a row holds besides
    public Lessons(Cadence cadence, int recent) {
        this.cadence = cadence;
        this.features = new Features(cadence.seasons(), Voice.EXPERTS, recent);
    }

    /// @param most rows; origins are drawn where there would be more
    public Rows of(Collection<Series> histories, int most, long seed) {
        return of(histories, Instant.MIN, most, seed);
    }

    /// @param from no origin before is taken, though the experts have seen what was
    public Rows of(Collection<Series> histories, Instant from, int most, long seed) {
        long all = 0;
        for (Series history : histories) {
            for (int i = 0; i < history.length(); i++) {
                all += history.timeOf(i).isBefore(from) ? 0 : cadence.horizons().size();
            }
        }
        double share = Math.min(0.5, (double) most / Math.max(1, all));
        Rows lessons = new Rows(features.names());
        SplittableRandom dice = new SplittableRandom(seed);
        Kin kin = new Kin(cadence, 100);
        for (Series history : histories) {
            walk(history, from, share, dice, kin, lessons);
        }
        return lessons;
    }

    private void walk(
            Series history,
            Instant from,
            double share,
            SplittableRandom dice,
            Kin kin,
            Rows lessons) {
        LiveSeries one = new LiveSeries(cadence);
        for (int i = 0; i < history.length(); i++) {
            one.observe(history.timeOf(i), history.at(i), kin);
            if (i + 1 == 7 * cadence.seasons().day() || i + 1 == 3 * cadence.seasons().week()) {
                one.fit();
            }
            Rows rows = new Rows(features.names());
            Question question = one.ask(features, rows, kin);
            if (question.heard()
                    && !history.timeOf(i).isBefore(from)
                    && dice.nextDouble() < share) {
                learn(history, i, question, rows, lessons);
            }
            one.answer(question, new double[0], kin);
        }
    }

    private static void learn(Series history, int at, Question question, Rows rows, Rows lessons) {
        for (int k = 0; k < question.ahead().size(); k++) {
            Question.Ahead ahead = question.ahead().get(k);
            int then = at + ahead.horizon();
            if (then >= history.length()) {
                continue;
            }
            double left = (history.at(then) - ahead.said()[ahead.best()]) / ahead.unit();
            if (!Double.isNaN(left)) {
                lessons.add(rows.row(k), LiveSeries.MAGNIFIED * Math.clamp(left, -FAR, FAR));
            }
        }
    }
}
