package dev.meridian.controlplane.forecast.model.live;

import dev.meridian.controlplane.forecast.model.Seasons;

/// What a series' history is long enough for.
public enum Stage {
    /// No value yet: no forecast.
    EMPTY,
    /// Below six hours: the last value, with the band of all series of the kind.
    HOURS,
    /// Below a day: the global model on the last value.
    HALF_DAY,
    /// Below a week: and what was a day ago, and Holt-Winters from two days on.
    DAYS,
    /// A week or more: everything; double seasonal from three weeks on.
    WEEKS;

    static Stage of(int known, Seasons seasons) {
        if (known == 0) {
            return EMPTY;
        }
        if (known < seasons.day() / 4) {
            return HOURS;
        }
        if (known < seasons.day()) {
            return HALF_DAY;
        }
        return known < seasons.week() ? DAYS : WEEKS;
    }
}
