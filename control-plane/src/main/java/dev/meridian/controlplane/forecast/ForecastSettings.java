package dev.meridian.controlplane.forecast;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How long forecasts are kept, and how often models are learned anew.
///
/// @param retention of forecasts that were given; so far a new series' past is worked out, too
/// @param errorRetention of the daily sums of their errors
/// @param refit how often each kind of resource gets a challenger
@ConfigurationProperties("meridian.forecast")
record ForecastSettings(
        @DefaultValue("7d") Duration retention,
        @DefaultValue("400d") Duration errorRetention,
        @DefaultValue("6h") Duration refit) {

    ForecastSettings {
        checked("retention", retention, Duration.ofDays(2));
        checked("error-retention", errorRetention, Duration.ofDays(2));
        checked("refit", refit, Duration.ofMinutes(10));
    }

    private static void checked(String name, Duration given, Duration least) {
        if (given.compareTo(least) < 0) {
            throw new IllegalArgumentException(
                    "meridian.forecast." + name + ": at least " + least + ", not " + given);
        }
    }
}
