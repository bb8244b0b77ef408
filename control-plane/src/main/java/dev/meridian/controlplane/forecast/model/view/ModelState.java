package dev.meridian.controlplane.forecast.model.view;

import java.util.Locale;

/// How a learned model stands.
public enum ModelState {
    /// Its forecasts are given.
    CHAMPION,
    /// It was no better than the champion; a person may still promote it.
    CHALLENGER,
    /// It was better on the last days; a day later it becomes champion unless it was worse on that.
    SHADOW,
    /// It was champion, or disappointed as a shadow. It can be promoted again.
    RETIRED;

    /// As the API and the database write it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static ModelState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
