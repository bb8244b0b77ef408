package dev.meridian.controlplane.forecast.model.view;

import dev.meridian.controlplane.forecast.model.live.Cadence;
import java.time.Duration;
import java.util.List;

/// How far ahead is looked: 15 and 30 minutes, 1, 2, 4, 8, 12 and 24 hours.
public final class Horizons {
    public static final Cadence CADENCE = Cadence.quarters();

    public static final List<Duration> ALL =
            CADENCE.horizons().stream().map(steps -> CADENCE.step().multipliedBy(steps)).toList();

    private Horizons() {}

    /// The index of the longest one that is not longer; the shortest, where all are longer.
    public static int within(Duration length) {
        int found = 0;
        for (int i = 0; i < ALL.size(); i++) {
            if (ALL.get(i).compareTo(length) <= 0) {
                found = i;
            }
        }
        return found;
    }
}
