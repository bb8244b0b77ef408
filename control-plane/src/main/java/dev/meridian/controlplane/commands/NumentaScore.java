package dev.meridian.controlplane.commands;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What the Numenta benchmark gives for flags of one series, in its standard profile: up to 1 for a
/// window, the more the earlier its first flag comes; up to 0.11 less for each flag outside, the
/// more the farther it is after the last window; 1 less for a window without a flag.
///
/// Lavin and Ahmad (2015), "Evaluating real-time anomaly detection algorithms".
record NumentaScore(double score, double least, double most) {
    private static final double FALSE = 0.11;

    /// @param flagged in order of time, those for learning left out
    static NumentaScore of(List<Instant> flagged, List<LabelledSeries.Window> windows) {
        double score = 0;
        for (LabelledSeries.Window window : windows) {
            score +=
                    flagged.stream()
                            .filter(window::contains)
                            .findFirst()
                            .map(first -> sigmoid(-part(first, window.to(), window)))
                            .orElse(-1.0);
        }
        for (Instant at : flagged) {
            if (windows.stream().noneMatch(window -> window.contains(at))) {
                score +=
                        FALSE
                                * windows.stream()
                                        .filter(window -> window.to().isBefore(at))
                                        .reduce((_, later) -> later)
                                        .map(window -> sigmoid(part(window.to(), at, window)))
                                        .orElse(-1.0);
            }
        }
        return new NumentaScore(score, -windows.size(), windows.size() * sigmoid(-1));
    }

    NumentaScore plus(NumentaScore other) {
        return new NumentaScore(score + other.score, least + other.least, most + other.most);
    }

    /// 100 for one that flags each window at its first value and nothing else, 0 for one that is
    /// silent; below 0 is worse than silence.
    double inPercent() {
        return most > least ? 100 * (score - least) / (most - least) : 0;
    }

    /// How long from one to the other, in lengths of a window.
    private static double part(Instant from, Instant to, LabelledSeries.Window window) {
        double length = Duration.between(window.from(), window.to()).toMillis();
        return Duration.between(from, to).toMillis() / Math.max(1, length);
    }

    /// 1 far before 0, 0 there, -1 far after it.
    private static double sigmoid(double at) {
        return 2 / (1 + Math.exp(5 * at)) - 1;
    }
}
